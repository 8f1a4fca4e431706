import { blankSchedule, type Outcome, type Plan, type Running, type Said, type ScheduleState } from '#contexts/schedules/domain/state.ts';
import { inOrder, type Occurrence } from '#contexts/schedules/domain/timing.ts';
import type { Evolvers, FactNamed } from '#kernel/process.ts';
import type { Instant } from '#kernel/time.ts';

/** What happened to a schedule. When it is next due stands in the facts: zones change, and what has happened does not. */
export type ScheduleFact =
  /** Also one that was ended is made again. */
  | { fact: 'schedule_made'; id: string; plan: Plan; by: string; at: Instant }
  | { fact: 'schedule_changed'; plan: Plan; by: string; at: Instant }
  | { fact: 'schedule_paused'; paused: Said }
  | { fact: 'schedule_resumed'; by: string; at: Instant }
  | { fact: 'schedule_ended'; ended: Said }
  /** Nothing is started for these. */
  | { fact: 'occurrences_missed'; count: number; first: Occurrence; last: Occurrence; at: Instant; why: string }
  | { fact: 'occurrence_skipped'; occurrence: Occurrence; at: Instant; why: string }
  | { fact: 'occurrence_queued'; occurrence: Occurrence }
  /** From now on its start is asked for, until its starter answers. */
  | { fact: 'start_intended'; occurrence: Occurrence }
  | { fact: 'occurrence_started'; occurrence: Occurrence; id: string; at: Instant }
  | { fact: 'start_refused'; occurrence: Occurrence; at: Instant; why: string }
  /** Nobody can say whether it was made. */
  | { fact: 'start_lost'; occurrence: Occurrence; at: Instant; why: string }
  | { fact: 'schedule_held'; since: Instant; why: string }
  /** What it started is over. */
  | { fact: 'started_over'; id: string; at: Instant; how: string }
  | { fact: 'next_set'; next?: Occurrence }
  /** It had been put forward by mistake: what was said of later times counts no more. */
  | { fact: 'clock_put_back'; at: Instant }
  | { fact: 'look_asked'; version: number; at: Instant };

/** Z6. */
const KEPT = 20;

export function begin(fact: ScheduleFact): ScheduleState | undefined {
  return fact.fact === 'schedule_made' ? made(fact) : undefined;
}

/** One rule for each fact. */
export const scheduleFacts: Evolvers<ScheduleState, ScheduleFact> = {
  schedule_made: { evolve: ({ version }, fact) => ({ ...made(fact), version }) },
  schedule_changed: { evolve: ({ held: _held, ...state }, { plan }) => ({ ...state, ...plan }) },
  schedule_paused: { evolve: ({ held: _held, timer: _timer, ...state }, { paused }) => ({ ...state, paused }) },
  schedule_resumed: { evolve: ({ paused: _paused, ...state }) => state },
  schedule_ended: { evolve: ({ held: _held, timer: _timer, queued: _queued, next: _next, ...state }, { ended }) => ({ ...state, ended }) },
  occurrences_missed: {
    evolve: ({ held: _held, ...state }, { fact: _fact, ...told }) => said({ ...state, last: told.last }, { outcome: 'missed', ...told }),
  },
  occurrence_skipped: {
    evolve: (state, { fact: _fact, ...told }) => said({ ...state, last: told.occurrence }, { outcome: 'skipped', ...told }),
  },
  occurrence_queued: { evolve: (state, { occurrence }) => ({ ...state, queued: occurrence, last: occurrence }) },
  start_intended: { evolve: intended },
  occurrence_started: { evolve: started },
  start_refused: {
    evolve: ({ starting: _starting, ...state }, { fact: _fact, ...told }) => said(state, { outcome: 'refused', ...told }),
  },
  start_lost: {
    evolve: ({ starting: _starting, ...state }, { fact: _fact, ...told }) => said(state, { outcome: 'lost', ...told }),
  },
  schedule_held: { evolve: withheld },
  started_over: { evolve: over },
  next_set: { evolve: ({ next: _next, ...state }, { next }) => ({ ...state, ...(next === undefined ? {} : { next }) }) },
  clock_put_back: { evolve: ({ last: _last, ...state }) => state },
  look_asked: { evolve: (state, { version, at }) => ({ ...state, timer: { version, at } }) },
};

function made({ id, plan, by, at }: FactNamed<ScheduleFact, 'schedule_made'>): ScheduleState {
  return { ...blankSchedule(id), ...plan, madeAt: at, madeBy: by };
}

function said(state: ScheduleState, outcome: Outcome): ScheduleState {
  return { ...state, outcomes: [...state.outcomes, outcome].slice(-KEPT) };
}

/** One that waited has been spoken of before others that came after it. */
function intended(
  { held: _held, queued, ...state }: ScheduleState,
  { occurrence }: FactNamed<ScheduleFact, 'start_intended'>,
): ScheduleState {
  const isQueued = queued?.at === occurrence.at;
  return {
    ...state,
    ...(queued === undefined || isQueued ? {} : { queued }),
    ...(isQueued ? {} : { last: occurrence }),
    starting: occurrence,
  };
}

function started(
  { starting: _starting, ...state }: ScheduleState,
  { occurrence, id, at }: FactNamed<ScheduleFact, 'occurrence_started'>,
): ScheduleState {
  const running: Running[] = [...state.running, { occurrence, id }];
  return said({ ...state, running }, { outcome: 'started', occurrence, id, at });
}

/** One whose start was intended, and was not possible after all, is due again. */
function withheld({ starting, ...state }: ScheduleState, { since, why }: FactNamed<ScheduleFact, 'schedule_held'>): ScheduleState {
  const held = { since, why };
  if (starting === undefined) return { ...state, held };
  const isNewest = state.last === undefined || inOrder(state.last, starting) <= 0;
  return { ...state, ...(isNewest ? { next: starting } : { queued: starting }), held };
}

function over(state: ScheduleState, { id, at, how }: FactNamed<ScheduleFact, 'started_over'>): ScheduleState {
  return {
    ...state,
    running: state.running.filter((one) => one.id !== id),
    outcomes: state.outcomes.map((one) => (one.outcome === 'started' && one.id === id ? { ...one, over: { at, how } } : one)),
  };
}

import { dueBy, nextAfter } from '#contexts/schedules/domain/next.ts';
import type { ScheduleRules } from '#contexts/schedules/domain/rules.ts';
import type { ScheduleState } from '#contexts/schedules/domain/state.ts';
import type { Occurrence } from '#contexts/schedules/domain/timing.ts';
import { MINUTE, type Instant } from '#kernel/time.ts';

/** Occurrences of one look: one that finds more goes on with the rest in the next. */
const MOST_DUE = 5_000;
/** What runs at once of one schedule. */
const MOST_RUNNING = 20;
/** While something due cannot be started; and while something runs that nothing due waits for. */
const AGAIN = MINUTE;
const FOLLOW = 5 * MINUTE;

/** What is to be done about the first occurrence that is not passed by. `wait`: nothing now, since it is late and what runs is let finish. */
export type Act = { do: 'start' | 'queue' | 'wait'; occurrence: Occurrence } | { do: 'skip'; occurrence: Occurrence; why: string };

export interface Look {
  /** Missed: nothing is started for them. All of them come before the occurrence that is acted on. */
  passed: Occurrence[];
  act?: Act;
}

/** What is due, and what is to be done about it. */
export function lookAt(state: ScheduleState, now: Instant, rules: ScheduleRules): Look {
  if (state.ended !== undefined || state.paused !== undefined) return { passed: [] };
  if (state.queued !== undefined && state.running.length === 0) return { passed: [], act: { do: 'start', occurrence: state.queued } };
  const due = dueBy(state.timing, state.next, now, MOST_DUE);
  if (due.length === MOST_DUE) return { passed: due.slice(0, -rules.mostMadeGood) };
  const isLate = ({ at }: Occurrence): boolean => now - at > rules.lateAfter;
  const late = due.filter(isLate);
  const runs = [...madeGood(state, late, due.length > late.length, rules), ...due.slice(late.length)];
  const [first] = runs;
  const passed = due.slice(0, due.length - runs.length);
  return first === undefined ? { passed } : { passed, act: actOn(state, first, isLate(first)) };
}

function madeGood({ missed }: ScheduleState, late: Occurrence[], isAnotherDue: boolean, { mostMadeGood }: ScheduleRules): Occurrence[] {
  switch (missed) {
    case 'skip':
      return [];
    // One that is due now makes them good as well.
    case 'run_once':
      return isAnotherDue ? [] : late.slice(-1);
    case 'all':
      return late.slice(-mostMadeGood);
  }
}

function actOn({ overlaps, running, queued }: ScheduleState, occurrence: Occurrence, isLate: boolean): Act {
  if (running.length === 0) return { do: 'start', occurrence };
  if (overlaps === 'allow')
    return running.length < MOST_RUNNING
      ? { do: 'start', occurrence }
      : { do: 'skip', occurrence, why: `${running.length} that it started still run` };
  if (isLate) return { do: 'wait', occurrence };
  if (overlaps === 'skip') return { do: 'skip', occurrence, why: 'what it started before still runs' };
  return queued === undefined
    ? { do: 'queue', occurrence }
    : { do: 'skip', occurrence, why: 'what it started before still runs, and another waits for its end' };
}

/** When it must be looked at again; undefined where nothing is awaited. */
export function nextLook(state: ScheduleState, now: Instant, rules: ScheduleRules): Instant | undefined {
  if (state.starting !== undefined) return now;
  if (state.ended !== undefined || state.paused !== undefined) return undefined;
  const { passed, act } = lookAt(state, now, rules);
  if (state.held !== undefined || act?.do === 'wait') return now + AGAIN;
  if (passed.length > 0 || act !== undefined) return now;
  const next = state.next?.at;
  return state.running.length === 0 ? next : Math.min(next ?? now + FOLLOW, now + FOLLOW);
}

/** The first that is due after an instant, and after all of which something has been said. */
export function nextFrom(state: Pick<ScheduleState, 'timing' | 'last'>, now: Instant): Occurrence | undefined {
  return nextAfter(state.timing, state.last !== undefined && state.last.at > now ? state.last : { at: now });
}

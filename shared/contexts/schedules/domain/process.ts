import { timingProblems } from '#contexts/schedules/domain/check.ts';
import type { ScheduleAsked, ScheduleCommand, ScheduleRefused } from '#contexts/schedules/domain/commands.ts';
import { begin, scheduleFacts, type ScheduleFact } from '#contexts/schedules/domain/facts.ts';
import { answered, kept, lookedAgain } from '#contexts/schedules/domain/keep.ts';
import { askLook, missed, setNext, type Deciding } from '#contexts/schedules/domain/deciding.ts';
import { nextFrom } from '#contexts/schedules/domain/look.ts';
import { dueBy } from '#contexts/schedules/domain/next.ts';
import { scheduleRules } from '#contexts/schedules/domain/rules.ts';
import { scheduleSchema } from '#contexts/schedules/domain/schema.ts';
import type { Plan, ScheduleState } from '#contexts/schedules/domain/state.ts';
import { canonical } from '#kernel/chain.ts';
import { startDraft } from '#kernel/draft.ts';
import type { Wanted } from '#kernel/effect.ts';
import { decideBy, evolveBy, type Deciders, type Process } from '#kernel/process.ts';
import { DAY } from '#kernel/time.ts';

/** Whatever of a schedule is due is to be looked at. */
export interface KeepSchedule {
  kind: 'keep_schedule';
  schedule: string;
}

/** Queues hold a task for at most 30 days: what is due later is looked at in between. */
export const LONGEST = 20 * DAY;

/** More than these are told as so many. */
const MOST_COUNTED = 5_000;

const deciders: Deciders<Deciding, ScheduleAsked, ScheduleRefused> = {
  make(given, { plan, operator, problems }) {
    const { draft, at } = given;
    const { state } = draft;
    if (state.version > 0 && state.ended === undefined) {
      if (isSame(state, plan)) return undefined;
      return refuse('exists', [`there is a schedule ${state.id} that is another: change it, or take another name`]);
    }
    const wrong = allProblems(given, plan, problems);
    if (wrong.length > 0) return refuse('wrong', wrong);
    draft.record({ fact: 'schedule_made', id: state.id, plan, by: operator, at });
    return goOn(given);
  },
  change(given, { plan, operator, problems }) {
    const { draft, at } = given;
    if (draft.state.ended !== undefined) return ended(draft.state);
    if (isSame(draft.state, plan)) return undefined;
    const wrong = allProblems(given, plan, problems);
    if (wrong.length > 0) return refuse('wrong', wrong);
    draft.record({ fact: 'schedule_changed', plan, by: operator, at });
    return goOn(given);
  },
  /** The same again changes nothing; another reason is a fact of its own. */
  pause({ draft, at }, { operator, why }) {
    const { ended: isOver, paused } = draft.state;
    if (isOver !== undefined) return ended(draft.state);
    if (paused?.why !== why) draft.record({ fact: 'schedule_paused', paused: { since: paused?.since ?? at, by: operator, why } });
    return undefined;
  },
  /** What fell into the pause is told, and never made good: a person wanted none of it. */
  resume(given, { operator }) {
    const { draft, at } = given;
    const { paused, timing, next, ended: isOver } = draft.state;
    if (isOver !== undefined) return ended(draft.state);
    if (paused === undefined) return undefined;
    draft.record({ fact: 'schedule_resumed', by: operator, at });
    missed(given, dueBy(timing, next, at, MOST_COUNTED), `it was paused: ${paused.why}`);
    return goOn(given);
  },
  end({ draft, at }, { operator, why }) {
    if (draft.state.ended === undefined) draft.record({ fact: 'schedule_ended', ended: { since: at, by: operator, why } });
    return undefined;
  },
  keep: kept,
  answer: answered,
  look_again: lookedAgain,
};

function goOn(given: Deciding): undefined {
  setNext(given, nextFrom(given.draft.state, given.at));
  askLook(given);
}

/** Times that stand were good when they were set. */
function allProblems({ draft, at, rules }: Deciding, { timing }: Plan, problems: string[]): string[] {
  const { state } = draft;
  const stands = state.ended === undefined && sameData(state.timing, timing);
  return [...(stands ? [] : timingProblems(timing, at, rules)), ...problems];
}

function isSame({ timing, starts, overlaps, missed: way }: ScheduleState, plan: Plan): boolean {
  return sameData({ timing, starts, overlaps, missed: way }, plan);
}

/** Whatever order a store gives fields back in. */
function sameData(one: object, other: object): boolean {
  return canonical(one) === canonical(other);
}

function refuse(code: ScheduleRefused['refused']['code'], problems: string[]): ScheduleRefused {
  return { refused: { code, problems } };
}

function ended({ id, ended: by }: ScheduleState): ScheduleRefused {
  return refuse('ended', [`the schedule ${id} was ended by ${by?.by ?? 'somebody'}`]);
}

const decideOn = decideBy(deciders);

/** O7. What is started at a time, or again and again. */
export const scheduleProcess: Process<ScheduleState, ScheduleCommand, ScheduleFact, unknown, Wanted<KeepSchedule>, ScheduleRefused> = {
  kind: 'schedule',
  idOf: ({ id }) => id,
  begin,
  facts: scheduleFacts,
  schema: scheduleSchema,
  decide(state, command, rules) {
    const draft = startDraft(evolveBy(scheduleFacts), state);
    const refused = decideOn({ draft, at: command.at, rules: scheduleRules(rules) }, command);
    return refused ?? { facts: [...draft.facts], state: draft.state };
  },
  react: ({ facts, after, at }) =>
    facts.flatMap((fact) =>
      fact.fact === 'look_asked'
        ? [{ effect: { kind: 'keep_schedule', schedule: after.id }, notBefore: Math.min(fact.at, at + LONGEST) }]
        : [],
    ),
};

import { commandSchedule, type Asking } from '#contexts/schedules/app/schedules.ts';
import { lookKey, storedSchedules } from '#contexts/schedules/app/stored-schedules.ts';
import type { Answer, Over, Ready } from '#contexts/schedules/domain/commands.ts';
import { lookAt, nextLook } from '#contexts/schedules/domain/look.ts';
import { LONGEST } from '#contexts/schedules/domain/process.ts';
import { scheduleRules } from '#contexts/schedules/domain/rules.ts';
import type { ScheduleState } from '#contexts/schedules/domain/state.ts';
import { occurrenceKey, type Occurrence } from '#contexts/schedules/domain/timing.ts';
import type { Starter, Starters } from '#contexts/schedules/ports/starter.ts';
import type { ScheduleKernel } from '#contexts/schedules/ports/store.ts';
import type { Duration, Instant } from '#kernel/time.ts';

/** One look at a schedule, under the lease of the effect of this key. */
export interface LookGiven {
  schedule: string;
  key: string;
  now: Instant;
  attempt: number;
}

/** A start that threw so often is given up, and the schedule goes on. */
const MOST_ATTEMPTS = 5;
const by = { kind: 'system', part: 'schedules' } as const;

/**
 * O7. One look: what is over, what is due, and one start at most. A start is intended first, then asked for under its key, then told: ended
 * anywhere between, the next delivery goes on with it. Gives after how long this look is to be repeated; undefined where another is awaited, or none.
 */
export async function keepSchedule(kernel: ScheduleKernel, starters: Starters, given: LookGiven): Promise<Duration | undefined> {
  const known = (await kernel.store.transact((tx) => storedSchedules.load(tx, given.schedule)))?.state;
  if (known === undefined || !isAwaited(known, given)) return undefined;
  const state = known.starting === undefined ? await look(kernel, starters, known, given) : known;
  if (state.starting !== undefined) {
    await begin(kernel, starters, state, state.starting, given);
    return undefined;
  }
  if (state.version !== known.version) return undefined;
  const next = nextLook(state, given.now, scheduleRules(kernel.rules));
  return next === undefined ? undefined : Math.min(LONGEST, Math.max(0, next - given.now));
}

/** An older look finds that it was overtaken, unless a start that was intended is still to be told of. */
function isAwaited({ starting, timer }: ScheduleState, { schedule, key }: LookGiven): boolean {
  return starting !== undefined || (timer !== undefined && key === lookKey(schedule, timer.version));
}

async function look(kernel: ScheduleKernel, starters: Starters, state: ScheduleState, given: LookGiven): Promise<ScheduleState> {
  const over = await seeOver(kernel, starters, state);
  const rest = { ...state, running: state.running.filter(({ id }) => over.every((one) => one.id !== id)) };
  const { act } = lookAt(rest, given.now, scheduleRules(kernel.rules));
  const ready = act?.do === 'start' ? await seeReady(kernel, starters, state, act.occurrence) : undefined;
  const asked = { command: 'keep', asOf: given.now, over, ...(ready === undefined ? {} : { ready }) } as const;
  return (await commandSchedule(kernel, asking(given, 'keep'), asked))?.state ?? state;
}

function asking({ schedule, key, now }: LookGiven, what: string): Asking {
  return { schedule, by, id: `${key}:${what}:${now}` };
}

async function seeOver(kernel: ScheduleKernel, starters: Starters, state: ScheduleState): Promise<Over[]> {
  const starter = starterOf(starters, state);
  const ended: Over[] = [];
  for (const { id } of starter === undefined ? [] : state.running)
    try {
      const how = await starter?.over(id);
      if (how !== undefined) ended.push({ id, how });
    } catch (error) {
      warn(kernel, state, 'a schedule cannot see what it started', error);
    }
  return ended;
}

async function seeReady(kernel: ScheduleKernel, starters: Starters, state: ScheduleState, occurrence: Occurrence): Promise<Ready> {
  const starter = starterOf(starters, state);
  if (starter === undefined) return { occurrence, blocked: `nothing of kind ${state.starts.kind} can be started any more` };
  const blocked = await starter.blocked(state.starts.input).catch((error: unknown) => {
    warn(kernel, state, 'a schedule cannot see whether it may start', error);
    return `it cannot be seen whether it may start: ${textOf(error)}`;
  });
  return blocked === undefined ? { occurrence } : { occurrence, blocked };
}

async function begin(
  kernel: ScheduleKernel,
  starters: Starters,
  state: ScheduleState,
  occurrence: Occurrence,
  given: LookGiven,
): Promise<void> {
  const answer = await start(kernel, starters, state, occurrence, given);
  await commandSchedule(kernel, asking(given, 'answer'), { command: 'answer', occurrence, answer });
}

async function start(
  kernel: ScheduleKernel,
  starters: Starters,
  state: ScheduleState,
  occurrence: Occurrence,
  { attempt }: LookGiven,
): Promise<Answer> {
  const starter = starterOf(starters, state);
  if (starter === undefined) return { answer: 'blocked', why: `nothing of kind ${state.starts.kind} can be started any more` };
  const due = { key: occurrenceKey(state.id, occurrence), schedule: state.id, madeBy: state.madeBy, at: occurrence.at };
  try {
    return await starter.start(due, state.starts.input);
  } catch (error) {
    if (attempt < MOST_ATTEMPTS) throw error;
    warn(kernel, state, 'a schedule gave up a start', error);
    return { answer: 'lost', why: `its start failed ${attempt} times: ${textOf(error)}` };
  }
}

function starterOf(starters: Starters, { starts: { kind } }: ScheduleState): Starter | undefined {
  return Object.hasOwn(starters, kind) ? starters[kind] : undefined;
}

function warn({ log }: ScheduleKernel, { id }: ScheduleState, message: string, error: unknown): void {
  log('ERROR', message, { schedule: id, cause: textOf(error) });
}

function textOf(error: unknown): string {
  return String(error).slice(0, 200);
}

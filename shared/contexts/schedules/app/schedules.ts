import { storedSchedules } from '#contexts/schedules/app/stored-schedules.ts';
import type { ScheduleCommand, ScheduleAsked, ScheduleRefused } from '#contexts/schedules/domain/commands.ts';
import { blankSchedule, type Plan, type ScheduleState } from '#contexts/schedules/domain/state.ts';
import type { ScheduleDocument } from '#contexts/schedules/documents.ts';
import type { Starters } from '#contexts/schedules/ports/starter.ts';
import type { ScheduleKernel, ScheduleStore } from '#contexts/schedules/ports/store.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';
import { change, type Outcome } from '#kernel/app/handle.ts';

/** Who asks, of which schedule, and the id that makes the command recognisable. */
export interface Asking {
  schedule: string;
  by: ScheduleCommand['by'];
  id: string;
}

export type ScheduleOutcome = Outcome<ScheduleState, ScheduleRefused>;

/** Text of an input, at most: it lies in the schedule's document. */
const MOST_INPUT = 4_000;

/** Makes one, or one anew that was ended. With all that is wrong with it, its input too. */
export async function makeSchedule(
  kernel: ScheduleKernel,
  starters: Starters,
  asking: Asking,
  plan: Plan,
  operator: string,
): Promise<ScheduleOutcome> {
  const problems = await inputProblems(starters, plan);
  return saved(kernel, await command(kernel, asking, { command: 'make', plan, operator, problems }, blank(asking.schedule)));
}

/** Undefined where there is none of this id. */
export async function changeSchedule(
  kernel: ScheduleKernel,
  starters: Starters,
  asking: Asking,
  plan: Plan,
  operator: string,
): Promise<ScheduleOutcome | undefined> {
  return commandSchedule(kernel, asking, { command: 'change', plan, operator, problems: await inputProblems(starters, plan) });
}

/** Decides and writes, and dispatches what it asks for. Undefined where there is none of this id. */
export async function commandSchedule(kernel: ScheduleKernel, asking: Asking, asked: ScheduleAsked): Promise<ScheduleOutcome | undefined> {
  const done = await command(kernel, asking, asked);
  return done && saved(kernel, done);
}

async function saved(kernel: ScheduleKernel, done: ScheduleOutcome): Promise<ScheduleOutcome> {
  if (done.outcome === 'saved') await dispatchLoose(kernel, done.effects);
  return done;
}

function command(kernel: ScheduleKernel, asking: Asking, asked: ScheduleAsked, unknown: ScheduleDocument): Promise<ScheduleOutcome>;
function command(kernel: ScheduleKernel, asking: Asking, asked: ScheduleAsked): Promise<ScheduleOutcome | undefined>;
async function command(
  kernel: ScheduleKernel,
  { schedule, by, id }: Asking,
  asked: ScheduleAsked,
  unknown?: ScheduleDocument,
): Promise<ScheduleOutcome | undefined> {
  return kernel.store.transact(async (tx) => {
    const document = (await storedSchedules.load(tx, schedule)) ?? unknown;
    return document && change(kernel, tx, storedSchedules, document, { ...asked, id, by, at: tx.now() });
  });
}

function blank(id: string): ScheduleDocument {
  return { id, open: false, changedAt: 0, commands: [], state: blankSchedule(id) };
}

/** All that is wrong with what is to be started. */
export async function inputProblems(starters: Starters, { starts: { kind, input } }: Pick<Plan, 'starts'>): Promise<string[]> {
  const known = Object.keys(starters);
  const starter = Object.hasOwn(starters, kind) ? starters[kind] : undefined;
  if (starter === undefined) return [`nothing of kind ${kind} can be started; known: ${known.join(', ') || 'none'}`];
  if (JSON.stringify(input).length > MOST_INPUT) return [`its input has more than ${MOST_INPUT} letters`];
  return starter.problems(input);
}

export async function readSchedule({ store }: { store: ScheduleStore }, id: string): Promise<ScheduleDocument | undefined> {
  return store.get({ collection: 'schedules', id });
}

/** Those that nobody has ended, the last changed first; or those that were. */
export async function listSchedules(
  { store }: { store: ScheduleStore },
  { open, limit, after }: { open: boolean; limit: number; after?: { value: number; id: string } },
): Promise<ScheduleDocument[]> {
  const found = await store.query({ index: 'schedulesChanged', equal: { open }, limit, ...(after === undefined ? {} : { after }) });
  return found.map(({ document }) => document);
}

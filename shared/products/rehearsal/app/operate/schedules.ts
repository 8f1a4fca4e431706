import { actorOf, recordName } from '#contexts/access/domain/rights/record-name.ts';
import {
  changeSchedule,
  commandSchedule,
  inputProblems,
  makeSchedule,
  readSchedule,
  type Asking,
} from '#contexts/schedules/app/schedules.ts';
import type { ScheduleAsked } from '#contexts/schedules/domain/commands.ts';
import { lackedToStart } from '#contexts/schedules/app/makers-rights.ts';
import { readTime } from '#contexts/schedules/domain/read-time.ts';
import type { Plan } from '#contexts/schedules/domain/state.ts';
import type { Timing } from '#contexts/schedules/domain/timing.ts';
import type { OperationOf } from '#products/rehearsal/contracts/operations.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import type { Operated, Operator } from '#products/rehearsal/app/operations/define.ts';
import { occurrenceRows, scheduleFacts } from '#products/rehearsal/app/operate/schedule-rows.ts';
import type { System } from '#products/rehearsal/app/system.ts';

type Added = OperationOf<'schedule_add'>;
type Changed = OperationOf<'schedule_change'>;

/** O7. What is not said: in UTC, one at a time, and of what was missed the newest. */
export async function addSchedule(system: System, operator: Operator, asked: Added): Promise<Operated> {
  const { starts: kind, input = null, overlaps = 'skip', missed = 'run_once', name } = asked;
  const starts = { kind, input };
  const { starters = {} } = operator;
  const read = readTiming(asked, 'UTC');
  if ('wrong' in read) return wrong([read.wrong, ...(await inputProblems(starters, { starts }))]);
  const lacked = lackedFor(operator, starts);
  if (lacked !== undefined) return wrong([lacked]);
  const plan: Plan = { timing: read.timing, starts, overlaps, missed };
  return made(told(await makeSchedule(kernelOf(system), starters, asking(operator, name), plan, recordName(operator.who))));
}

export async function alterSchedule(system: System, operator: Operator, asked: Changed): Promise<Operated> {
  const known = (await readSchedule(system, asked.name))?.state;
  if (known === undefined) return noSchedule(asked.name);
  const { overlaps = known.overlaps, missed = known.missed, input = known.starts.input } = asked;
  const starts = { kind: known.starts.kind, input };
  const { starters = {} } = operator;
  const read = readTiming(asked, known.timing.timeZone, known.timing);
  if ('wrong' in read) return wrong([read.wrong, ...(await inputProblems(starters, { starts }))]);
  const lacked = lackedFor(operator, starts);
  if (lacked !== undefined) return wrong([lacked]);
  const plan: Plan = { timing: read.timing, starts, overlaps, missed };
  return told(await changeSchedule(kernelOf(system), starters, asking(operator, asked.name), plan, recordName(operator.who)));
}

function lackedFor({ who, starters = {} }: Operator, { kind, input }: Plan['starts']): string | undefined {
  const needs = Object.hasOwn(starters, kind) ? (starters[kind]?.needs(input) ?? []) : [];
  const lacked = lackedToStart(who, needs);
  return lacked && `you cannot let a schedule start this: ${lacked}`;
}

/** P2. */
function made(operated: Operated): Operated {
  return 'done' in operated ? { done: { ...operated.done, outcome: 'created' } } : operated;
}

function wrong(problems: readonly string[]): Operated {
  return { refused: 'conflict', detail: problems.join('; ') };
}

/** Pauses it, takes it up again, or ends it. */
export async function askSchedule(system: System, operator: Operator, name: string, asked: ScheduleAsked): Promise<Operated> {
  return told((await commandSchedule(kernelOf(system), asking(operator, name), asked)) ?? name);
}

function asking({ who, newId }: Operator, schedule: string): Asking {
  return { schedule, by: actorOf(who), id: newId() };
}

/** Either a cron expression or a time; of a change neither, where only the rest is changed. */
function readTiming(
  { cron, at, zone }: Pick<Changed, 'cron' | 'at' | 'zone'>,
  usual: string,
  known?: Timing,
): { timing: Timing } | { wrong: string } {
  const timeZone = zone ?? usual;
  if (cron !== undefined && at !== undefined) return { wrong: 'say either --cron or --at' };
  if (cron !== undefined) return { timing: { cron, timeZone } };
  if (at === undefined) return known === undefined ? { wrong: 'say when: --cron or --at' } : { timing: { ...known, timeZone } };
  const once = readTime(at, timeZone);
  return once === undefined ? { wrong: `${at} is no time such as 2026-12-01T09:00 or 2026-12-01T09:00Z` } : { timing: { once, timeZone } };
}

function told(done: Awaited<ReturnType<typeof commandSchedule>> | string): Operated {
  if (typeof done !== 'object') return noSchedule(done ?? '');
  if (done.outcome === 'refused') return wrong(done.refused.refused.problems);
  return { done: { facts: scheduleFacts(done.state), rows: occurrenceRows(done.state) } };
}

export function noSchedule(name: string): Operated {
  return { refused: 'not_found', detail: `there is no schedule ${name}` };
}

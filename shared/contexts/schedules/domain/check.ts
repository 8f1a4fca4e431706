import { closest, readCron, type Expression } from '#contexts/schedules/domain/cron.ts';
import { nextAfter } from '#contexts/schedules/domain/next.ts';
import type { ScheduleRules } from '#contexts/schedules/domain/rules.ts';
import type { Timing } from '#contexts/schedules/domain/timing.ts';
import { MINUTE, type Instant } from '#kernel/time.ts';
import { offsetAt } from '#kernel/zone.ts';

/** All that is wrong with it, so that it would never be due, or too often. */
export function timingProblems(timing: Timing, now: Instant, rules: Pick<ScheduleRules, 'shortestGap'>): string[] {
  const problems = isTimeZone(timing.timeZone) ? [] : [`there is no time zone ${JSON.stringify(timing.timeZone.slice(0, 60))}`];
  if ('once' in timing) return timing.once > now ? problems : [...problems, `${new Date(timing.once).toISOString()} is not in the future`];
  const read = tryToRead(timing.cron);
  if ('wrong' in read) return [...problems, `the expression cannot be read: ${read.wrong}`];
  const gap = closest(read.expression, now);
  if (gap !== undefined && gap < rules.shortestGap)
    problems.push(`it is due every ${gap / MINUTE} min; the settings allow no less than ${rules.shortestGap / MINUTE}`);
  // Any zone will do where there is none of this name.
  const timeZone = problems.length === 0 ? timing.timeZone : 'UTC';
  if (nextAfter({ ...timing, timeZone }, { at: now }) === undefined) problems.push('it is never due');
  return problems;
}

function tryToRead(cron: string): { expression: Expression } | { wrong: string } {
  try {
    return { expression: readCron(cron) };
  } catch (error) {
    return { wrong: (error instanceof Error ? error.message : String(error)).replace(/^CronPattern: /, '').slice(0, 200) };
  }
}

function isTimeZone(name: string): boolean {
  try {
    return Number.isFinite(offsetAt(0, name));
  } catch {
    return false;
  }
}

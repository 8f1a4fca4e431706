import { MINUTE, type Duration } from '#kernel/time.ts';

/** What the settings say about schedules. */
export interface ScheduleRules {
  /** The closest that two times of an expression may be. */
  shortestGap: Duration;
  /** From then on an occurrence that was not started counts as missed. */
  lateAfter: Duration;
  /** How many missed ones are made good where all are to be. */
  mostMadeGood: number;
}

const usualRules: ScheduleRules = { shortestGap: 5 * MINUTE, lateAfter: 5 * MINUTE, mostMadeGood: 10 };

/** Of settings that say nothing about schedules: the usual ones. */
export function scheduleRules(rules: unknown): ScheduleRules {
  const given = typeof rules === 'object' && rules !== null && 'schedules' in rules ? rules.schedules : undefined;
  return { ...usualRules, ...(given as Partial<ScheduleRules> | undefined) };
}

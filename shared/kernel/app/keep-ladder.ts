import { logged, type Result, type Work } from '#kernel/app/perform.ts';
import { BREACH, rungAfter, rungReached, type LadderRules } from '#kernel/promises/ladder.ts';
import type { LadderEffect } from '#kernel/promises/lay-ladder.ts';
import type { Clock } from '#kernel/promises/state.ts';
import type { Header } from '#kernel/process.ts';
import type { Kernel } from '#kernel/system.ts';

/** What every process with promises must understand: what is due of a clock's ladder, it decides itself. */
interface ClimbLadder extends Header {
  by: { kind: 'system'; part: string };
  command: 'climb_ladder';
  clock: string;
  dueAt: number;
}

/**
 * S2, S4: wakes at each rung of a clock's ladder and lets the process decide whether anybody is to be told; then sleeps until the next rung. It
 * ends with its clock: one that was paused or moved since has another effect. A settings change is heard at the next waking.
 */
export function keepLadder<Tx>(
  { log }: Pick<Kernel, 'log'>,
  { key, effect, subject, now }: Pick<Work<LadderEffect>, 'key' | 'effect' | 'subject' | 'now'>,
  clocks: readonly Clock[],
  rules: LadderRules,
): Result<Tx, ClimbLadder> {
  const clock = clocks.find(({ id }) => id === effect.clock);
  if (clock?.state !== 'running' || clock.dueAt !== effect.dueAt) return { result: 'done' };
  const after = rungAfter(rules, clock, now) - now;
  const rung = rungReached(rules, clock, now);
  if (rung <= (clock.rung ?? 0)) return { result: 'again', after };
  if (rung >= BREACH && clock.breachedAt === undefined)
    log('ERROR', 'clock breached', { ...logged(subject), effect: key, clock: clock.kind, lateMs: now - clock.dueAt });
  const { dueAt } = effect;
  return {
    result: 'again',
    after,
    command: (at) => ({
      id: `${key}:${rung}`,
      at,
      by: { kind: 'system', part: 'clock' },
      command: 'climb_ladder',
      clock: effect.clock,
      dueAt,
    }),
  };
}

import type { Instant } from '#kernel/time.ts';
import { BREACH, rungAfter, rungReached } from '#kernel/promises/ladder.ts';
import { countAnswer } from '#products/rehearsal/app/count-answer.ts';
import { callAdmins } from '#products/rehearsal/app/call-admins.ts';
import type { EffectPerformer, Performer } from '#products/rehearsal/app/perform-effect.ts';
import type { Change } from '#products/rehearsal/app/requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';

export const keep_clock: EffectPerformer<'keep_clock'> = {
  tools: [],
  perform: (system) => keepClock(system),
};

/**
 * S2, S4: wakes at each rung of a clock's ladder and lets the request decide whether anybody is to be told; then sleeps until the next rung. It
 * ends with its clock: one that was paused or moved since has another effect. A settings change is heard at the next waking.
 */
function keepClock(system: System): Performer<'keep_clock'> {
  const { rules, log } = system;
  return async ({ key, effect, state, now, requestId }) => {
    if ('production' in effect) return { result: 'done', command: (at) => remind(key, effect, at) };
    if ('stoppedAt' in effect) return countAnswer({ rules }, state, effect.clock, effect.stoppedAt);
    if ('hanging' in effect) return callAdmins(system, { key, state, now, since: effect.hanging });
    const clock = state.clocks.find(({ id }) => id === effect.clock);
    if (clock?.state !== 'running' || clock.dueAt !== effect.dueAt) return { result: 'done' };
    const after = rungAfter(rules, clock, now) - now;
    const rung = rungReached(rules, clock, now);
    if (rung <= (clock.rung ?? 0)) return { result: 'again', after };
    if (rung >= BREACH && clock.breachedAt === undefined)
      log('ERROR', 'clock breached', { requestId, effect: key, clock: clock.kind, lateMs: now - clock.dueAt });
    return {
      result: 'again',
      after,
      command: (at) => ({
        id: `${key}:${rung}`,
        at,
        by: { kind: 'system', part: 'clock' },
        command: 'climb_ladder',
        clock: effect.clock,
        dueAt: effect.dueAt,
      }),
    };
  };
}

/** A9: whether there is anything to ask is decided there. */
function remind(key: string, { production: release, round }: { production: string; round: number }, at: Instant): Change {
  return { id: key, at, by: { kind: 'system', part: 'clock' }, command: 'remind_production', release, round };
}

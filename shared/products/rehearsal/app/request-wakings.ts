import type { Instant } from '#kernel/time.ts';
import { keepLadder } from '#kernel/app/keep-ladder.ts';
import { callAdmins } from '#products/rehearsal/app/call-admins.ts';
import { countAnswer } from '#products/rehearsal/app/count-answer.ts';
import { asOfRequest, type Result, type Work } from '#products/rehearsal/app/perform-effect.ts';
import type { Change } from '#products/rehearsal/app/requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** What a request is woken for: its promises' ladders, and what comes at its time beside them. */
export function wakeRequest(system: System, work: Work<'keep_clock'>): Result {
  const { key, effect, now, subject } = work;
  const { state } = asOfRequest(work);
  if ('production' in effect) return { result: 'done', command: (at) => remind(key, effect, at) };
  if ('stoppedAt' in effect) return countAnswer(system, state, effect.clock, effect.stoppedAt);
  if ('hanging' in effect) return callAdmins(system, { key, state, now, since: effect.hanging });
  return keepLadder(system, { key, effect, now, subject }, state.clocks, system.rules);
}

/** A9: whether there is anything to ask is decided there. */
function remind(key: string, { production: release, round }: { production: string; round: number }, at: Instant): Change {
  return { id: key, at, by: { kind: 'system', part: 'clock' }, command: 'remind_production', release, round };
}

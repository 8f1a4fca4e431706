import { frozen } from '#contexts/calendar/domain/freeze.ts';
import { smallest } from '#kernel/lists.ts';
import { DAY, type Duration } from '#kernel/time.ts';
import { offerTurn } from '#products/rehearsal/app/offer-turn.ts';
import { heedFlags } from '#products/rehearsal/app/heed-flags.ts';
import type { EffectPerformer, Performer } from '#products/rehearsal/app/perform-effect.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** Queues hold a task for at most 30 days. */
const LONGEST = 20 * DAY;

export const offer_turn: EffectPerformer<'offer_turn'> = {
  dependencies: [],
  perform: (system) => performOffer(system),
};

/** Q3, C8: offers a turn to requests, and then to every other product; inside a freeze, again when it ends. */
function performOffer(system: System): Performer<'offer_turn'> {
  return async ({ effect: { backend }, key, now }) => {
    const offered = await offerTurn(system, backend, key);
    const again = await offerToOthers(system, backend, key);
    // B2. What ended may have been the last that a drain waited for; B10: also of a backend that only others use, which the settings do not name.
    if (offered === 'paused' || offered === 'gone') await heedFlags(system, backend, key);
    const freeze = offered === 'frozen' ? frozen(system.rules.freezes ?? [], backend, now) : undefined;
    if (freeze !== undefined) again.push(freeze.until - now);
    return again.length === 0 ? { result: 'done' } : { result: 'again', after: smallest(LONGEST, again) };
  };
}

/** One after the other: what the first takes the next does not have. */
async function offerToOthers(system: System, backend: string, key: string): Promise<Duration[]> {
  const again: Duration[] = [];
  for (const user of system.others?.users(system) ?? []) {
    const after = await user.offer(backend, key);
    if (after !== undefined) again.push(after);
  }
  return again;
}

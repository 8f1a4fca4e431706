import { frozen } from '#contexts/calendar/domain/freeze.ts';
import { DAY } from '#kernel/time.ts';
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

/** Q3, C8: offers a turn; inside a freeze, again when it ends. */
function performOffer(system: System): Performer<'offer_turn'> {
  return async ({ effect, key, now }) => {
    const offered = await offerTurn(system, effect.backend, key);
    // B2. What ended may have been the last that a drain waited for.
    if (offered === 'paused') await heedFlags(system, effect.backend, key);
    const freeze = offered === 'frozen' ? frozen(system.rules.freezes ?? [], effect.backend, now) : undefined;
    return freeze === undefined ? { result: 'done' } : { result: 'again', after: Math.min(LONGEST, freeze.until - now) };
  };
}

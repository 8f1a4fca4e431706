import { frozen } from '#contexts/calendar/domain/freeze.ts';
import { smallest } from '#kernel/lists.ts';
import { DAY } from '#kernel/time.ts';
import { offerBackend } from '#products/rehearsal/app/offer-backend.ts';
import type { EffectPerformer, Performer } from '#products/rehearsal/app/perform-effect.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** Queues hold a task for at most 30 days. */
const LONGEST = 20 * DAY;

export const offer_turn: EffectPerformer<'offer_turn'> = {
  dependencies: [],
  perform: (system) => performOffer(system),
};

/** Q3, C8: offers it to all that wait; inside a freeze, again when it ends. */
function performOffer(system: System): Performer<'offer_turn'> {
  return async ({ effect: { backend }, key, now }) => {
    const { offered, again } = await offerBackend(system, backend, key);
    const freeze = offered === 'frozen' ? frozen(system.rules.freezes ?? [], backend, now) : undefined;
    if (freeze !== undefined) again.push(freeze.until - now);
    return again.length === 0 ? { result: 'done' } : { result: 'again', after: smallest(LONGEST, again) };
  };
}

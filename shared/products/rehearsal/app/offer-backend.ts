import { heedFlags } from '#products/rehearsal/app/heed-flags.ts';
import { offerTurn, type Offered } from '#products/rehearsal/app/offer-turn.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Duration } from '#kernel/time.ts';

/**
 * Q3, B7. Asks all that wait for a backend, requests first. Whoever shares it comes between two requests that have it alone, one behind the other; the
 * second then waits no longer than the settings say (`exclusiveAfterMinutes`). So neither keeps it from the other for ever. `again`: how long after it
 * is to be asked once more.
 */
export async function offerBackend(system: System, slug: string, id: string): Promise<{ offered: Offered; again: Duration[] }> {
  const waiting = [];
  // What begins to wait from here on asks for an offer of its own.
  for (const user of system.others?.users(system) ?? []) if ((await user.waiting(slug)) > 0) waiting.push(user);
  const offered = await offerTurn(system, slug, id, { yields: waiting.length > 0 });
  const again: Duration[] = [];
  // One after the other: what the first takes the next does not have.
  for (const user of waiting) {
    const after = await user.offer(slug, id);
    if (after !== undefined) again.push(after);
  }
  // B2. What ended may have been the last that a drain waited for; B10: also of a backend that only others use, which the settings do not name.
  if (offered === 'paused' || offered === 'gone') await heedFlags(system, slug, id);
  // They had their turn. If none of them could take it, the next request has it now; else it is kept that somebody waits.
  return { offered: offered === 'yielded' ? await offerTurn(system, slug, `${id}:again`) : offered, again };
}

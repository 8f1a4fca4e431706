import type { Delivery } from '#contexts/telling/ports/channel.ts';
import type { Result, Write } from '#kernel/app/perform.ts';

/**
 * N1, N6. How a delivery ends its effect, by whatever channel it went: what was accepted is done; everything else is tried again, but what will
 * be refused for ever. `write`: what the ledger says of it, however it ended. `what`: before the answer, in the words of a failure.
 */
export function endOf<Tx>(outcome: Delivery, { write, what }: { write?: Write<Tx>; what?: string } = {}): Result<Tx, never> {
  const written = write === undefined ? {} : { write };
  if (outcome.state === 'accepted') return { result: 'done', ...written };
  const permanent = outcome.state === 'rejected' && outcome.permanent;
  const message = what === undefined ? outcome.response : `${what} ${outcome.state}: ${outcome.response}`;
  return { result: 'failed', message, permanent, ...written };
}

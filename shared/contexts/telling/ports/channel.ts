import type { AnyEvent, Notification } from '#contexts/telling/domain/budget.ts';
import type { Instant } from '#kernel/time.ts';

/**
 * The one way to people and programs outside (N1, N6): a mail server takes one mail for one recipient, a chat a text, another program an event.
 *
 * Promises: never throws for what networks, servers and programs do; the delivery says what is known. Nothing is sent twice by one call, and
 * everything in the message is fixed by the caller, so that whoever gets it twice can see that it is the same. The caller tries again, keeps
 * the ledger and the budget.
 */
export interface Channel<M = Message> {
  deliver(message: M): Promise<Delivery>;
}

/**
 * `accepted`: the other side has taken it. `rejected`: it was certainly not taken; `permanent` tells that the same will be refused again.
 * `unknown`: it was sent, and the answer was lost, so that nobody can know. `response` is one line of at most 300 characters without
 * addresses or keys, fit for ledger and log.
 */
export type Delivery =
  | { state: 'accepted'; response: string }
  | { state: 'rejected'; response: string; permanent: boolean }
  | { state: 'unknown'; response: string };

/** One notice, or the digest of many, for a chat or another program. */
export interface Message<E extends AnyEvent = AnyEvent> {
  /** The same message has the same id however often it is sent, and no other has it. */
  id: string;
  at: Instant;
  digest: boolean;
  /** At least one; exactly one unless it is a digest. */
  notices: readonly Notification<E>[];
}

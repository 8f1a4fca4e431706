import type { Notice } from '#domain/announce/budget.ts';
import type { Instant } from '#domain/time.ts';

/** One notice, or the digest of many. */
export interface Message {
  /** The same message has the same id however often it is sent, and no other has it. */
  id: string;
  at: Instant;
  digest: boolean;
  /** At least one; exactly one unless it is a digest. */
  notices: readonly Notice[];
}

/**
 * Hands a message to a chat or to another program (N6).
 *
 * Promises: never throws for what networks and programs do. `delivered` was answered for by the other side; without it the message may
 * have been taken all the same, so that it can arrive twice. `permanent`: the other side does not want this ever again.
 */
export interface Channel {
  deliver(message: Message): Promise<{ delivered: true } | { delivered: false; why: string; permanent: boolean }>;
}

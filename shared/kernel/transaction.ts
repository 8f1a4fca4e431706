import type { OutboxEntry } from '#kernel/effect.ts';
import type { Instant } from '#kernel/time.ts';

interface OutboxRef {
  collection: 'outbox';
  id: string;
}

/** Tries at the code of one person's links to one question. */
export interface AttemptsRef {
  collection: 'links';
  id: string;
}

/** `wrongCodes`: of the same round of links. Beside them stands what an entry of the process's timeline names it by. */
export interface Attempts {
  wrongCodes: number;
  lastAt: Instant;
}

/** What the kernel itself does in a transaction; processes read and write their own documents in the same one. */
export interface KernelTransaction {
  now(): Instant;
  get(ref: OutboxRef): Promise<OutboxEntry | undefined>;
  get(ref: AttemptsRef): Promise<Attempts | undefined>;
  create(ref: OutboxRef, entry: OutboxEntry): void;
  set(ref: OutboxRef, entry: OutboxEntry): void;
  set(ref: AttemptsRef, attempts: Attempts): void;
}

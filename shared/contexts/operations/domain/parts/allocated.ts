import type { Deployment } from '#contexts/operations/domain/deployment/state.ts';
import type { Instant } from '#kernel/time.ts';

/** Its backend, its place in the queue there, and its turn. */
export interface Allocated {
  backend: string;
  /** When it first joined the queue; kept when it queues again (Q4). */
  queuedSince?: Instant;
  /** C8. Why its turn was held, and until when; an override counts for the next turn alone. */
  held?: { freezes: string[]; until: Instant; overridden?: { by: string; reason: string; at: Instant } };
  /** The newest turn on the backend; its lease is held until the turn's state is `ended`. */
  turn?: Deployment;
}

import type { Instant } from '#kernel/time.ts';

/**
 * R13. What the contributor says of an audit's result before anything that writes is built on it. It belongs to one run of the audit, and
 * goes with its approval: another commit, another run or an undone verdict asks for it anew.
 */
export type Word =
  | { state: 'asked'; run: string; /** Put to the contributor. */ question: number; /** Offered to the admins. */ waiver: number }
  | { state: 'given'; run: string; text: string; at: Instant }
  /** By an admin, with the reason. */
  | { state: 'waived'; run: string; text: string; by: string; at: Instant };

/** What the contributor said against an audit that was approved, so that its verdict is asked for again. */
export interface Objection {
  text: string;
  at: Instant;
}

import type { Instant } from '#kernel/time.ts';

/** Behind this one, newest first. */
export interface Cursor {
  value: Instant;
  id: string;
}

/** W8. Some of a list of any length. */
export interface Page<T> {
  rows: T[];
  /** Where it goes on; undefined where there are no more. */
  next: Cursor | undefined;
  /** So many were looked at, and more may fit: with `next` it goes on behind them. */
  looked?: number;
}

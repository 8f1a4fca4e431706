import type { Instant } from '#kernel/time.ts';

/** Behind this one, newest first. */
export interface Cursor {
  value: Instant;
  id: string;
}

/** W8. Some of a list of any length. `N`: where it goes on, as a reader knows it, or as an address carries it. */
export interface Page<T, N = Cursor> {
  rows: T[];
  /** Where it goes on; undefined where there are no more. */
  next: N | undefined;
  /** So many were looked at, and more may fit: with `next` it goes on behind them. */
  looked?: number;
}

import type { Instant } from '#domain/time.ts';

/**
 * A3. What becomes of the pull request. `wanted`: approved, and this installation merges by itself. `begun`: the host may have merged it by
 * now, so nothing is taken back any more (A5). `sha`: the head that it is about. `tested`: that head was fully tested when it was merged.
 */
export type Merge = { sha: string } & (
  | { state: 'wanted' }
  | { state: 'begun' }
  | { state: 'refused'; why: string; at: Instant }
  | { state: 'merged'; into: string; tested: boolean; at: Instant }
);

/** The pull request is merged, or may be. */
export function isIrreversible(merge: Merge | undefined): boolean {
  return merge?.state === 'begun' || merge?.state === 'merged';
}

import type { Instant } from '#kernel/time.ts';

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

/** A3. In the order in which they are taken when nobody has chosen. */
export const mergeMethods = ['merge', 'squash', 'rebase'] as const;
export type MergeMethod = (typeof mergeMethods)[number];

/** A3. By what a pull request is merged: what the settings want, if the repository allows it, or else the first that it allows. `why`: it cannot be. */
export function chooseMethod(allowed: readonly MergeMethod[], wanted: MergeMethod | undefined): { method: MergeMethod } | { why: string } {
  const [first] = allowed;
  if (first === undefined) return { why: 'the rules of its base allow no merge method' };
  if (wanted === undefined) return { method: first };
  if (allowed.includes(wanted)) return { method: wanted };
  return { why: `the settings want it merged by ${wanted}, but its base allows only ${allowed.join(' or ')}` };
}

/** The pull request is merged, or may be. */
export function isIrreversible(merge: Merge | undefined): boolean {
  return merge?.state === 'begun' || merge?.state === 'merged';
}

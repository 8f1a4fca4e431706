import type { Instant } from '#kernel/time.ts';

export type MergeFact =
  | { fact: 'merge_wanted'; sha: string }
  | { fact: 'merge_begun'; sha: string }
  | { fact: 'merge_refused'; sha: string; why: string; at: Instant }
  | { fact: 'merged'; sha: string; /** The commit that the base got, or has now. */ into: string; tested: boolean; at: Instant };

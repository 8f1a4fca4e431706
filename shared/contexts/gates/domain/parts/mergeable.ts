import type { Merge } from '#contexts/gates/domain/pull-request/merge.ts';

/** What is wanted or known of the merge of its pull request. */
export interface Mergeable {
  /** A3. Absent until a merge is wanted, or seen. */
  merge?: Merge;
}

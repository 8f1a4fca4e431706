import type { Standing } from '#contexts/gates/domain/pull-request/stands.ts';
import type { Base } from '#contexts/gates/domain/pull-request/base.ts';
import { someOf } from '#contexts/gates/domain/some-of.ts';

/** A3. A commit that the host's merge queue has made of a pull request, and maybe of others before it, and wants to have judged. */
export interface QueueCommit {
  sha: string;
  /** What it stands on, and the branch that it is for. */
  baseSha: string;
  baseRef: string;
}

/** What one commit brings onto another: each path that it touches, with its blob; undefined where the file is gone. */
export type Brought = ReadonlyMap<string, string | undefined> | 'too_many';

/** A merge that was run: the test ref's commit, and what it was made from. */
export interface TestedMerge {
  sha: string;
  base: Base;
}

/**
 * A3: the queue's commit holds what was tested if it is for the same branch, and each file that the tested merge brought is in it to the byte.
 * So it does not matter by which method the queue merges, how far the base has gone on, and who else stands in the same group; but a file that
 * somebody else has changed meanwhile was not tested so.
 */
export function standingInQueue(
  { baseRef }: QueueCommit,
  standing: Standing,
  tested: readonly { merge: TestedMerge; brought: Brought }[] | undefined,
  queued: Brought,
): Standing {
  if (standing.state !== 'success') return standing;
  if (tested === undefined) return failure('it is not known which base it was tested on; run it again');
  for (const { merge, brought } of tested) {
    if (merge.base.ref !== baseRef) return failure(`it was tested for ${merge.base.ref}, but the queue merges into ${baseRef}`);
    if (brought === 'too_many' || queued === 'too_many') return failure('it touches too many files to compare; somebody has to decide');
    const other = [...brought].flatMap(([path, blob]) => (queued.has(path) && queued.get(path) === blob ? [] : [path]));
    if (other.length > 0) return failure(`it differs from what was tested: ${someOf(other)}`);
  }
  return standing;
}

function failure(why: string): Standing {
  return { state: 'failure', description: `In the queue: ${why}`.slice(0, 140) };
}

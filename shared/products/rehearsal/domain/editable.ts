import type { Job } from '#contexts/plans/domain/job/state.ts';
import { isClosed, type Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Edits } from '#contexts/intake/domain/kept/edits.ts';

/** Q2. What the contributor may change now, without having been asked. */
export interface Editable {
  /** Document, reason and release: while the request is open. */
  answers: boolean;
  /** Steps whose expected output may change: what a run has shown at this commit is not expected afterwards. */
  outputs: string[];
}

export function editableOf(state: Requested & Authored & Tested & Lifecycle): Editable {
  if (isClosed(state) || state.status === 'waiting_for_confirmation') return { answers: false, outputs: [] };
  return { answers: true, outputs: state.jobs.filter((job) => isBefore(state, job)).map(({ step }) => step) };
}

/** A new commit is reviewed anew, and its runs have shown nothing yet. */
function isBefore({ headSha: now, continued }: Requested & Authored, { runs }: Job): boolean {
  // I19: until the new pull request is looked at, it may be at the same commit.
  const headSha = now ?? continued?.at(-1)?.headSha;
  return runs.every(
    ({ sha, state }) => sha !== headSha && state !== 'pending' && state !== 'preparing' && state !== 'executing' && state !== 'finalizing',
  );
}

/** Why these edits cannot be made now; undefined when they can. */
export function notEditable(state: Requested & Authored & Tested & Lifecycle, edits: Edits): string | undefined {
  const { answers, outputs } = editableOf(state);
  if (!answers) return 'nothing can be changed now';
  const late = edits.expectedOutput?.find(({ step }) => !outputs.includes(step));
  return late === undefined ? undefined : `${late.step} has started: its expected output stays as it was reviewed`;
}

export function isEmpty(edits: Edits): boolean {
  return Object.keys(edits).length === 0;
}

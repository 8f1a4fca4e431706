import type { CommandOf } from '#products/rehearsal/domain/commands.ts';
import { hasNothingToMerge } from '#products/rehearsal/domain/completed.ts';
import { closeQuestions } from '#products/rehearsal/domain/decide/asking.ts';
import { stopClocks } from '#products/rehearsal/domain/decide/clocks.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { wantMerge } from '#products/rehearsal/domain/decide/merge.ts';
import { hasMade } from '#products/rehearsal/domain/cutoff.ts';

/** A3, A6: every job is approved. */
export function endWell(deciding: Deciding, by: string): void {
  const { draft, at } = deciding;
  closeQuestions(deciding);
  if (hasNothingToMerge(draft.state.submission)) {
    draft.record({ fact: 'completed', why: 'proved', by, at });
    return;
  }
  draft.record({ fact: 'approved', by, at });
  wantMerge(deciding);
}

/** A6: nothing of it can be tested, and nothing needs to be: no admin is bothered. True when it is over. */
export function completeRemoval(deciding: Deciding, { onlyRemoves, gates }: CommandOf<'record_gates'>): boolean {
  const { draft, at } = deciding;
  const { status, jobs } = draft.state;
  const isOpen = gates.some(({ gate, state }) => gate === 'pull_request' && (state === 'passed' || state === 'skipped'));
  const isBefore = status === 'waiting_for_gates' || status === 'in_review' || status === 'returned';
  const waiting = jobs.filter((job) => job.state === 'waiting').map(({ step }) => step);
  if (onlyRemoves !== true || !isOpen || !isBefore || waiting.length < jobs.length) return false;
  closeQuestions(deciding);
  stopClocks(deciding, () => true, 'dropped');
  draft.record({ fact: 'jobs_cancelled', steps: waiting, reason: 'the pull request only removes it: there is nothing to test' });
  draft.record({ fact: 'completed', why: 'only_removes', at });
  return true;
}

/** A6: once for a release that it is still in. */
export function recordLeftOver({ draft, at }: Deciding, { release, files }: CommandOf<'record_left_over'>): void {
  if (hasMade(draft.state, release) && files.length > 0)
    draft.record({ fact: 'files_left_over', release, at, files: files.slice(0, MOST_FILES) });
}

const MOST_FILES = 20;

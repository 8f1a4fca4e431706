import { changeKey } from '#contexts/intake/domain/submission.ts';
import { isIrreversible } from '#contexts/gates/domain/pull-request/merge.ts';
import type { CommandOf } from '#products/rehearsal/domain/commands.ts';
import { hasNothingToMerge } from '#products/rehearsal/domain/completed.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { endedWell } from '#products/rehearsal/domain/parts/lifecycle.ts';
import { refuseUnlessHolding } from '#products/rehearsal/domain/fallen.ts';
import { refuse, type Refusal } from '#products/rehearsal/domain/decision.ts';

type Refused = { refused: Refusal } | undefined;

/** A3, A6: approved, at exactly the commit that was tested. An approval that is undone and given again wants it again. */
export function wantMerge({ draft, rules }: Deciding): void {
  const { submission, headSha, merge } = draft.state;
  if (rules.mergeOnApproval !== true || hasNothingToMerge(submission) || headSha === undefined) return;
  if (!isIrreversible(merge)) draft.record({ fact: 'merge_wanted', sha: headSha });
}

/** From here on the verdict stands: the host is about to be asked, and its answer may be lost. G9: on what was seen for it. */
export function beginMerge({ draft }: Deciding, command: CommandOf<'begin_merge'>): Refused {
  const { status, merge, headSha } = draft.state;
  const wanted = status === 'approved' && merge?.state === 'wanted' && merge.sha === command.sha && headSha === command.sha;
  if (!wanted) return refuse('not_possible_now', 'it is no longer approved at that commit');
  const fallen = refuseUnlessHolding(draft.state, command.looked);
  if (fallen !== undefined) return fallen;
  draft.record({ fact: 'merge_begun', sha: command.sha });
  return undefined;
}

/** Merged, by us or by anybody. It is seen once; without a test at that very commit it is an alarm. */
export function recordMerge({ draft, at }: Deciding, command: CommandOf<'record_merge'>): Refused {
  const { merge, headSha, submission } = draft.state;
  if (merge?.state === 'merged') return undefined;
  // I19: it went on at another pull request while this one was looked at.
  if (command.change !== undefined && command.change !== changeKey(submission.change)) return undefined;
  const { sha, into } = command;
  const ours = endedWell(draft.state) ? headSha === sha : merge?.state === 'begun' && merge.sha === sha;
  draft.record({ fact: 'merged', sha, into, tested: ours || command.testedElsewhere === true, at });
  return undefined;
}

export function refuseMerge({ draft, at }: Deciding, command: CommandOf<'refuse_merge'>): Refused {
  const { merge } = draft.state;
  if (merge?.sha !== command.sha || (merge.state !== 'begun' && merge.state !== 'wanted')) return undefined;
  draft.record({ fact: 'merge_refused', sha: command.sha, why: command.why.slice(0, 500), at });
  return undefined;
}

import { reusable } from '#products/rehearsal/domain/earlier.ts';
import { isOfThisMerge } from '#contexts/plans/domain/job/evidence-of.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Run } from '#contexts/operations/domain/run/state.ts';
import { shortSha } from '#html/text.ts';

/**
 * G10: a result is never shown as one of another commit than it ran at. The end of a sentence that begins with `it ran`; undefined for what
 * ran for this request, at the commit and into the base that are wanted now.
 */
export function otherwiseRan(run: Run, state: Identified & Authored & Tested): string | undefined {
  const { sha, base, reusedFrom } = run;
  if (reusedFrom !== undefined) {
    const counts = isOfThisMerge(run, state) ? `; the job’s files are identical at ${shortSha(sha)}` : ', and no longer counts';
    const whose = reusedFrom.round === undefined ? `for request ${reusedFrom.requestId}` : 'at an earlier pull request';
    return `${whose}, at commit ${shortSha(reusedFrom.sha)}${counts}`;
  }
  if (isOfThisMerge(run, state)) return undefined;
  const again = reusable(state).find((one) => one.requestId === state.id && one.run.id === run.id);
  if (again !== undefined)
    return `at commit ${shortSha(sha)}, at an earlier pull request; it counts again once the request is accepted, because ${again.why}`;
  if (state.headSha === undefined) return `at commit ${shortSha(sha)}, at an earlier pull request`;
  if (sha !== state.headSha)
    return `at commit ${shortSha(sha)}, an earlier one than ${shortSha(state.headSha ?? '')}, and no longer counts`;
  return `merged into ${base?.ref ?? 'another base'}, no longer into ${state.base?.ref ?? 'it'}, and no longer counts`;
}

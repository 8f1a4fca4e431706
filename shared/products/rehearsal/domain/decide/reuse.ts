import { askForVerdict } from '#products/rehearsal/domain/decide/asking.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { reusable } from '#products/rehearsal/domain/earlier.ts';

/** I14, I19: earlier evidence that counts stands in for a run; whether the job is fully tested is still for an admin to say (A1). */
export function reuseEvidence(deciding: Deciding): void {
  const { draft } = deciding;
  for (const { step, requestId, run } of reusable(draft.state)) {
    const sha = draft.state.headSha ?? run.sha;
    const isOwn = requestId === draft.state.id;
    const from = isOwn && run.reusedFrom !== undefined ? run.reusedFrom : { requestId, sha: run.sha };
    const round = isOwn ? { round: draft.state.continued?.length ?? 0 } : {};
    draft.record({ fact: 'run_reused', step, run: { ...run, attempt: isOwn ? run.attempt : 1, sha, reusedFrom: { ...from, ...round } } });
    askForVerdict(deciding, step);
  }
}

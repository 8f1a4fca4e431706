import type { Gated } from '#contexts/gates/domain/parts/gated.ts';
import type { Waiver } from '#contexts/gates/domain/gates.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { auditsBefore, wordOf } from '#contexts/plans/domain/job/word.ts';
import type { ApprovedJob } from './approved.ts';

/**
 * Why an approval is `WARNED` and not `PASSED`: each name is in docs/guide/evidence.md. No one's words: what is carried away is for eyes that
 * nobody knows.
 */
export function warningsOf(job: ApprovedJob, state: Tested & Gated): string[] {
  const { expectedOutput, first } = job.approval;
  const overridden = expectedOutput.kind === 'overridden' || first?.expectedOutput.kind === 'overridden';
  const waived = waiversOf(job, state).map(({ gate }) => `gate_waived:${gate}`);
  const words = auditsBefore(state.jobs, job).flatMap((audit) => (wordOf(audit)?.state === 'waived' ? [`word_waived:${audit.step}`] : []));
  const forAnother = [job.approval, first].some((one) => one?.through !== undefined);
  return [...new Set([...(overridden ? ['output_overridden'] : []), ...(forAnother ? ['recorded_for_another'] : []), ...waived, ...words])];
}

/** G7. Those that were given for its commit before it was approved. One of a gate that was seen since was no less a waiver at the time. */
export function waiversOf({ approval }: ApprovedJob, { waivers }: Gated): Waiver[] {
  return waivers.filter(({ ended, at }) => at <= approval.at && (ended === undefined || ended === 'seen'));
}

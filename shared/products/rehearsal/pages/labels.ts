import type { Job } from '#contexts/plans/domain/job/state.ts';
import type { Gate, GateName } from '#contexts/gates/domain/gates.ts';
import type { Status } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { CancelReason, RunResult } from '#contexts/operations/domain/run/state.ts';
import type { ProductionOutcome } from '#products/rehearsal/domain/kept/production.ts';

export { docPartLabels, kindLabels, modeLabels, roleLabels } from '#contexts/intake/domain/choices.ts';

/** The words for people of everything that has a name in code. */

export const statusLabels: Record<Status, string> = {
  waiting_for_confirmation: 'Waiting for confirmation',
  waiting_for_gates: 'Waiting for gates',
  in_review: 'In review',
  returned: 'Returned with a question',
  queued: 'Waiting for the backend',
  deploying: 'Being deployed',
  deployment_failed: 'Deployment failed',
  running: 'Running',
  awaiting_verdict: 'Waiting for a verdict',
  on_hold: 'On hold for an audit’s result',
  approved: 'Approved',
  completed: 'Completed',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
};

export const gateLabels: Record<GateName, string> = {
  pull_request: 'Pull request is open',
  checks: 'Checks are green',
  reviewers: 'Reviewers have approved',
  registry: 'Jobs are in the registry',
  test_file: 'Tests come with the job',
  audit: 'Migration has an audit',
};

export const gateStates: Record<Gate['state'], string> = { passed: 'passed', failed: 'failed', pending: 'waiting', skipped: 'skipped' };

export const jobStateLabels: Record<Job['state'], string> = {
  waiting: 'Waiting',
  running: 'Running',
  awaiting_verdict: 'Waiting for a verdict',
  invalid_data_found: 'Invalid data found',
  on_hold: 'On hold',
  approved: 'Approved',
  rejected: 'Rejected',
  cancelled: 'Cancelled',
};

export const outcomeLabels: Record<RunResult['outcome'], string> = { succeeded: 'Succeeded', unclear: 'Unclear', failed: 'Failed' };

/** A9. */
export const productionLabels: Record<ProductionOutcome, string> = {
  run: 'ran in production',
  failed: 'failed in production',
  not_run: 'was not run in production',
};

export const cancelLabels: Record<CancelReason, string> = {
  gates: 'a gate no longer held before it started',
  contributor: 'withdrawn by the contributor',
  admin: 'stopped by an admin',
  maintenance: 'the backend is in maintenance',
  drain: 'the backend is being drained',
  superseded: 'something newer replaced it',
  cutoff: 'the release was cut',
  timeout: 'it took too long',
};

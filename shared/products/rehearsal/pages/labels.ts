import type { Status } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { ProductionOutcome } from '#products/rehearsal/domain/kept/production.ts';

/** The words for people of what has a name in code here; each context has those of its own. */

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

/** A9. */
export const productionLabels = {
  run: 'ran in production',
  failed: 'failed in production',
  not_run: 'was not run in production',
} as const satisfies Record<ProductionOutcome, string>;

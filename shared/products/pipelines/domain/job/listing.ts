import type { Listing } from '#contexts/operations/domain/listing/listing.ts';
import type { OperationState } from '#contexts/operations/domain/state.ts';
import { operationState } from '#products/pipelines/domain/owners/job.ts';
import { isOver, type JobState } from '#products/pipelines/domain/job/state.ts';
import { outcomeOf } from '#products/pipelines/domain/outcome.ts';

/** O6. A job as the operation that it is for whoever looks for it: its attempts are goes at it, and are counted. */
export function listingOf(job: JobState): Listing {
  const { id, run, action, backend, workspace, commit, createdBy, createdAt, attempts } = job;
  return {
    id,
    subject: { kind: 'job', id },
    within: { kind: 'run', id: run },
    program: 'action',
    name: action,
    backend,
    home: workspace,
    commit,
    people: createdBy === undefined ? [] : [createdBy],
    createdAt,
    state: stateOf(job),
    attempts,
    ...('startedAt' in job && job.startedAt !== undefined ? { startedAt: job.startedAt } : {}),
    ...(isOver(job) ? { endedAt: job.completedAt, outcome: outcomeOf(job).code } : {}),
  };
}

function stateOf(job: JobState): OperationState {
  switch (job.state) {
    case 'waiting':
      return 'pending';
    case 'running':
      // It is launched from its start on.
      return job.attempt?.stage === undefined ? 'preparing' : operationState(job.attempt);
    case 'succeeded':
      return 'done';
    case 'failed':
    case 'cancelled':
      return job.state;
  }
}

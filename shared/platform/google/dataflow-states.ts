import type { protos } from '@google-cloud/dataflow';
import type { JobEnd, Seen } from '#contexts/operations/ports/executor.ts';

type JobState = keyof typeof protos.google.dataflow.v1beta3.JobState;
type Meaning =
  | { is: 'under_way'; state: Extract<Seen<JobEnd>, { seen: 'under_way' }>['state'] }
  | { is: 'ended'; as: 'done' | 'failed' | 'cancelled' }
  | { is: 'unknown' };

const unknown = { is: 'unknown' } as const;
const stopped = { is: 'ended', as: 'cancelled' } as const;

/**
 * R4, one to one. Batch jobs are neither updated nor drained by us: a job in those states was ended by somebody else before its work was
 * done, which is what cancelled means. PAUSING and PAUSED are declared and "not implemented yet".
 */
const meanings: Record<JobState, Meaning> = {
  JOB_STATE_UNKNOWN: unknown,
  JOB_STATE_STOPPED: { is: 'under_way', state: 'pending' },
  JOB_STATE_QUEUED: { is: 'under_way', state: 'pending' },
  JOB_STATE_PENDING: { is: 'under_way', state: 'preparing' },
  JOB_STATE_RUNNING: { is: 'under_way', state: 'executing' },
  JOB_STATE_DRAINING: { is: 'under_way', state: 'finalizing' },
  JOB_STATE_CANCELLING: { is: 'under_way', state: 'finalizing' },
  JOB_STATE_RESOURCE_CLEANING_UP: { is: 'under_way', state: 'finalizing' },
  JOB_STATE_PAUSING: unknown,
  JOB_STATE_PAUSED: unknown,
  JOB_STATE_DONE: { is: 'ended', as: 'done' },
  JOB_STATE_FAILED: { is: 'ended', as: 'failed' },
  JOB_STATE_CANCELLED: stopped,
  JOB_STATE_DRAINED: stopped,
  JOB_STATE_UPDATED: stopped,
};

/** `state` as the client gives it: its name, or the number of one that the client does not know. */
export function meaningOf(state: unknown): Meaning {
  return isKnown(state) ? meanings[state] : unknown;
}

function isKnown(state: unknown): state is JobState {
  return typeof state === 'string' && Object.hasOwn(meanings, state);
}

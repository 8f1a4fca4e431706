import { ownOf } from '#kernel/tables.ts';
import { isOver, type JobState } from '#products/pipelines/domain/job/state.ts';

/** Why a job waits that nothing holds back but the backend; judged whenever it is asked, never kept. */
export type WaitingCode =
  | 'created'
  | 'paused'
  | 'waiting_db_maintenance'
  | 'waiting_on_dependencies'
  | 'waiting_on_workers'
  | 'waiting_on_db_workers'
  | 'waiting_on_reboot'
  | 'waiting_on_new_task';

type Status = 'pending' | 'running' | 'succeeded' | 'failed';

/** A job in RAP's words (rap-doors §8), which our own pages use too. */
export interface ShownStatus {
  status: Status;
  code: string;
  message: string;
}

const waiting: Readonly<Record<WaitingCode, string>> = {
  created: 'Waiting to start',
  paused: 'The backend is paused',
  waiting_db_maintenance: 'Waiting for the end of database maintenance',
  waiting_on_dependencies: 'Waiting for the actions that it needs',
  waiting_on_workers: 'Waiting for room on the backend',
  waiting_on_db_workers: 'Waiting for room at the database',
  waiting_on_reboot: 'Waiting for the backend to be rebooted',
  waiting_on_new_task: 'Waiting for another attempt',
};

const running: Readonly<Record<string, string>> = {
  initiated: 'Starting',
  preparing: 'Preparing the code',
  prepared: 'The code is prepared',
  executing: 'Executing',
  executed: 'Executed',
  finalizing: 'Collecting the outputs',
  finalized: 'The outputs are collected',
};

/** `judged`: why it waits now, where that is known; what took its last attempt away is said as long as nothing else holds it. */
export function showStatus(job: JobState, judged?: WaitingCode): ShownStatus {
  if (isOver(job)) return showEnd(job);
  if (job.state === 'running') {
    const code = job.attempt?.stage ?? 'initiated';
    return { status: 'running', code, message: ownOf(running, code) ?? code };
  }
  return showWaiting(judged ?? afterwards[job.after ?? 'nothing']);
}

/** Also of an action that has no job yet. */
function showWaiting(code: WaitingCode): ShownStatus {
  return { status: 'pending', code, message: waiting[code] };
}

/** Of an action that never ran because of another. */
export function showDependencyFailed(culprit: string | undefined): ShownStatus {
  const message = culprit === undefined ? 'An action that it needs did not succeed' : `${culprit} did not succeed`;
  return { status: 'failed', code: 'dependency_failed', message };
}

const afterwards: Readonly<Record<'maintenance' | 'drain' | 'loss' | 'nothing', WaitingCode>> = {
  maintenance: 'waiting_db_maintenance',
  drain: 'waiting_on_reboot',
  loss: 'waiting_on_new_task',
  nothing: 'created',
};

function showEnd(job: Extract<JobState, { completedAt: number }>): ShownStatus {
  switch (job.state) {
    case 'succeeded': {
      const message = job.heldBack === true ? 'Completed, but some outputs were held back' : 'Completed successfully';
      return { status: 'succeeded', code: 'succeeded', message };
    }
    case 'failed':
      return { status: 'failed', code: job.code, message: job.message };
    case 'cancelled':
      return { status: 'failed', code: 'cancelled_by_user', message: `Cancelled by ${job.by}` };
  }
}

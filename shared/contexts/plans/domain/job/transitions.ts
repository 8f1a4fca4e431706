import type { TransitionTable } from '#kernel/transitions.ts';
import type { Job } from '#contexts/plans/domain/job/state.ts';

export type JobEvent =
  | 'run'
  | 'retry'
  | 'ask_verdict'
  | 'find_invalid_data'
  | 'hold'
  | 'resume'
  | 'allow'
  | 'approve'
  | 'reject'
  | 'rerun'
  | 'object'
  | 'cancel'
  | 'undo';

export const jobTransitions: TransitionTable<Job['state'], JobEvent> = {
  waiting: { run: 'running', hold: 'on_hold', cancel: 'cancelled' },
  running: {
    run: 'running',
    retry: 'waiting',
    ask_verdict: 'awaiting_verdict',
    find_invalid_data: 'invalid_data_found',
    cancel: 'cancelled',
  },
  awaiting_verdict: { approve: 'approved', reject: 'rejected', rerun: 'waiting', cancel: 'cancelled' },
  invalid_data_found: {
    find_invalid_data: 'invalid_data_found',
    allow: 'awaiting_verdict',
    rerun: 'waiting',
    reject: 'rejected',
    cancel: 'cancelled',
  },
  on_hold: { resume: 'waiting', cancel: 'cancelled' },
  approved: { undo: 'awaiting_verdict', rerun: 'waiting', object: 'awaiting_verdict' },
  rejected: { undo: 'awaiting_verdict' },
  cancelled: { undo: 'waiting' },
};

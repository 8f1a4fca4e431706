import type { TransitionTable } from '#domain/transitions.ts';
import type { Status } from '#domain/request/state.ts';

export type RequestEvent =
  | 'confirm'
  | 'pass_gates'
  | 'move_head'
  | 'return'
  | 'answer'
  | 'queue'
  | 'grant'
  | 'fail_deployment'
  | 'deploy'
  | 'await_verdict'
  | 'hold'
  | 'approve'
  | 'reject'
  | 'withdraw'
  | 'reopen';

const ends = { reject: 'rejected', withdraw: 'withdrawn' } as const;
const pushed = { ...ends, move_head: 'waiting_for_gates' } as const;

export const requestTransitions: TransitionTable<Status, RequestEvent> = {
  waiting_for_confirmation: { confirm: 'waiting_for_gates', withdraw: 'withdrawn' },
  waiting_for_gates: { ...ends, pass_gates: 'in_review' },
  in_review: { ...pushed, return: 'returned', queue: 'queued' },
  returned: { ...pushed, answer: 'in_review' },
  queued: { ...pushed, grant: 'deploying', await_verdict: 'awaiting_verdict', hold: 'on_hold', approve: 'approved' },
  deploying: { ...pushed, deploy: 'running', fail_deployment: 'deployment_failed' },
  deployment_failed: { ...pushed, queue: 'queued', return: 'returned' },
  running: { ...pushed, queue: 'queued', await_verdict: 'awaiting_verdict', hold: 'on_hold', approve: 'approved' },
  awaiting_verdict: { ...pushed, queue: 'queued', hold: 'on_hold', approve: 'approved' },
  on_hold: { ...pushed, queue: 'queued', await_verdict: 'awaiting_verdict' },
  approved: { reopen: 'awaiting_verdict', move_head: 'waiting_for_gates' },
  rejected: { reopen: 'awaiting_verdict' },
  withdrawn: {},
};

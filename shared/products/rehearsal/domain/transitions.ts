import type { TransitionTable } from '#kernel/transitions.ts';
import type { Status } from '#products/rehearsal/domain/parts/lifecycle.ts';

export type RequestEvent =
  | 'confirm'
  | 'pass_gates'
  | 'move_head'
  | 'return'
  | 'answer'
  /** G7. What was asked back before its gates had passed. */
  | 'answer_before'
  | 'queue'
  | 'grant'
  | 'fail_deployment'
  | 'deploy'
  | 'await_verdict'
  | 'hold'
  | 'approve'
  | 'complete'
  | 'reject'
  | 'withdraw'
  | 'reopen';

const ends = { reject: 'rejected', withdraw: 'withdrawn' } as const;
/** A6. */
const removes = { complete: 'completed' } as const;
const tested = { approve: 'approved', ...removes } as const;
const pushed = { ...ends, move_head: 'waiting_for_gates' } as const;

export const requestTransitions: TransitionTable<Status, RequestEvent> = {
  waiting_for_confirmation: { confirm: 'waiting_for_gates', withdraw: 'withdrawn' },
  waiting_for_gates: { ...ends, ...removes, pass_gates: 'in_review', return: 'returned' },
  in_review: { ...pushed, ...removes, return: 'returned', queue: 'queued' },
  returned: { ...pushed, ...removes, answer: 'in_review', answer_before: 'waiting_for_gates' },
  queued: { ...pushed, grant: 'deploying', await_verdict: 'awaiting_verdict', hold: 'on_hold', ...tested },
  deploying: { ...pushed, queue: 'queued', deploy: 'running', fail_deployment: 'deployment_failed' },
  deployment_failed: { ...pushed, queue: 'queued', return: 'returned' },
  running: { ...pushed, queue: 'queued', await_verdict: 'awaiting_verdict', hold: 'on_hold', ...tested },
  awaiting_verdict: { ...pushed, queue: 'queued', hold: 'on_hold', ...tested },
  on_hold: { ...pushed, queue: 'queued', await_verdict: 'awaiting_verdict' },
  approved: { reopen: 'awaiting_verdict', move_head: 'waiting_for_gates' },
  completed: { reopen: 'awaiting_verdict', move_head: 'waiting_for_gates' },
  rejected: { reopen: 'awaiting_verdict' },
  withdrawn: {},
};

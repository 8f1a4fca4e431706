import type { Instant } from '#kernel/time.ts';

/** Where it is on its way, and how it ended. Fields that only one status has stand with it. */
export type Lifecycle =
  | { status: 'waiting_for_confirmation' }
  | { status: 'waiting_for_gates' }
  | { status: 'in_review' }
  | { status: 'returned'; askedBack: string; /** G7. Its gates have not all passed yet. */ from?: 'waiting_for_gates' }
  | { status: 'queued' }
  | { status: 'deploying' }
  | { status: 'deployment_failed'; why: string }
  | { status: 'running' }
  | { status: 'awaiting_verdict' }
  | { status: 'on_hold' }
  | { status: 'approved'; approvedAt: Instant; approvedBy: string }
  | { status: 'completed'; why: WhyCompleted; completedAt: Instant; /** Whoever approved last. */ completedBy?: string }
  | { status: 'rejected'; reason: string; rejectedAt: Instant; rejectedBy: string }
  | {
      status: 'withdrawn';
      withdrawnAt: Instant;
      /** The request that took its place. */ supersededBy?: string;
      /** I16. */ unconfirmed?: true;
    };

export type Status = Lifecycle['status'];

/** A6. `proved`: all that was wanted is proved, and there is nothing to merge; `only_removes`: it only removes jobs, so there is nothing to test. */
export type WhyCompleted = 'proved' | 'only_removes';

type EndedWell = Extract<Lifecycle, { status: 'approved' | 'completed' }>;

/** Nothing stands against it: approved, or completed (A6). */
export function endedWell(state: Lifecycle): state is EndedWell {
  return state.status === 'approved' || state.status === 'completed';
}

export function endedWellAt(state: EndedWell): Instant {
  return state.status === 'approved' ? state.approvedAt : state.completedAt;
}

/** Nothing more will happen by itself. A decision that is undone within its time opens it again (A5). */
export function isClosed(state: Lifecycle): boolean {
  return endedWell(state) || state.status === 'rejected' || state.status === 'withdrawn';
}

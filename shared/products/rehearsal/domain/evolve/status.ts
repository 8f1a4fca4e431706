import { endedWell } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { RequestCommon, RequestState } from '#products/rehearsal/domain/state.ts';
import { requestTransitions, type RequestEvent } from '#products/rehearsal/domain/transitions.ts';
import { move } from '#kernel/transitions.ts';

/** What every state of a request has, without the fields that belonged to the state it leaves. */
export function common(state: RequestState): RequestCommon {
  switch (state.status) {
    case 'returned': {
      const { status: _status, askedBack: _askedBack, from: _from, ...kept } = state;
      return kept;
    }
    case 'deployment_failed': {
      const { status: _status, why: _why, ...kept } = state;
      return kept;
    }
    case 'approved': {
      const { status: _status, approvedAt: _approvedAt, approvedBy: _approvedBy, ...kept } = state;
      return kept;
    }
    case 'completed': {
      const { status: _status, why: _why, completedAt: _completedAt, completedBy: _completedBy, ...kept } = state;
      return kept;
    }
    case 'rejected': {
      const { status: _status, reason: _reason, rejectedAt: _rejectedAt, rejectedBy: _rejectedBy, ...kept } = state;
      return kept;
    }
    case 'withdrawn': {
      const { status: _status, withdrawnAt: _withdrawnAt, supersededBy: _supersededBy, unconfirmed: _unconfirmed, ...kept } = state;
      return kept;
    }
    case 'waiting_for_confirmation':
    case 'waiting_for_gates':
    case 'in_review':
    case 'queued':
    case 'deploying':
    case 'running':
    case 'awaiting_verdict':
    case 'on_hold': {
      const { status: _status, ...kept } = state;
      return kept;
    }
  }
}

/** The same, after the table has allowed the move. */
export function checked(state: RequestState, event: RequestEvent): RequestCommon {
  move('request', requestTransitions, state.status, event);
  return common(state);
}

export function reopened(state: RequestState): RequestState {
  if (!endedWell(state) && state.status !== 'rejected') return state;
  return { ...checked(state, 'reopen'), status: 'awaiting_verdict' };
}

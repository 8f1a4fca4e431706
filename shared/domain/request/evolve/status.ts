import { evolveCutoff, forgetMade } from '#domain/request/evolve/cutoff.ts';
import { evolveFreeze, forgetHeld } from '#domain/request/evolve/freeze.ts';
import { goneOn } from '#domain/request/continued.ts';
import { evolveHeld, forgetFallen } from '#domain/request/evolve/held.ts';
import { endWaivers, withHanging } from '#domain/request/evolve/waivers.ts';
import { forgetEvidence, undoVerdict } from '#domain/request/evolve/jobs.ts';
import { evolveTurn, movedTurn } from '#domain/request/evolve/turn.ts';
import type { FactOf } from '#domain/request/facts.ts';
import { endedWell, type RequestCommon, type RequestState } from '#domain/request/state.ts';
import { withRelated } from '#domain/request/related.ts';
import { requestTransitions, type RequestEvent } from '#domain/request/transitions.ts';
import { withEdits } from '#domain/request/edits.ts';
import { move } from '#domain/transitions.ts';

type StatusFact = FactOf<
  | 'confirmed'
  | 'continued_at'
  | 'gates_recorded'
  | 'related_found'
  | 'regression_cleared'
  | 'version_lost'
  | 'clearing_begun'
  | 'evidence_compared'
  | 'head_moved'
  | 'base_moved'
  | 'gates_fell'
  | 'gates_hold'
  | 'gate_waived'
  | 'nobody_decides'
  | 'gates_passed'
  | 'assigned'
  | 'deferred'
  | 'cutoff_passed'
  | 'turn_held'
  | 'freeze_overridden'
  | 'backend_chosen'
  | 'returned'
  | 'contributor_answered'
  | 'request_edited'
  | 'queued'
  | 'turn_granted'
  | 'deployed'
  | 'deployment_failed'
  | 'verdict_awaited'
  | 'put_on_hold'
  | 'approved'
  | 'completed'
  | 'rejected'
  | 'withdrawn'
  | 'verdict_undone'
>;

export function evolveStatus(state: RequestState, fact: StatusFact): RequestState {
  switch (fact.fact) {
    case 'gates_recorded':
      return withHanging({ ...state, gates: fact.gates, ...seenAt(fact) }, fact.at);
    case 'evidence_compared':
      return { ...state, earlier: fact.earlier };
    case 'regression_cleared':
    case 'version_lost':
    case 'clearing_begun':
      return evolveTurn(state, fact);
    case 'related_found':
      return { ...state, related: withRelated(state.related, fact.related) };
    case 'assigned':
      return { ...state, assignee: fact.to };
    case 'deferred':
      return { ...state, submission: { ...state.submission, targetRelease: fact.release } };
    case 'cutoff_passed':
      return evolveCutoff(state, fact);
    case 'turn_held':
    case 'freeze_overridden':
      return evolveFreeze(state, fact);
    case 'backend_chosen':
      return { ...state, backend: fact.backend };
    case 'request_edited':
      return withEdits(state, fact.edits, { at: fact.at });
    case 'head_moved':
    case 'base_moved':
    case 'continued_at':
      return outgrown(state, fact);
    case 'gates_fell':
    case 'gates_hold':
    case 'gate_waived':
    case 'nobody_decides':
      return evolveHeld(state, fact);
    case 'verdict_undone':
      return { ...reopened(state), ...forgetMade(state.cutoffs), jobs: undoVerdict(state.jobs, fact) };
    default:
      return toStatus(state, fact);
  }
}

function seenAt({ headSha, base, authors }: FactOf<'gates_recorded'>): Pick<RequestCommon, 'headSha' | 'base' | 'authors'> {
  return {
    ...(headSha === undefined ? {} : { headSha }),
    ...(base === undefined ? {} : { base }),
    ...(authors === undefined ? {} : { authors }),
  };
}

function returned(state: RequestState, { question }: FactOf<'returned'>): RequestState {
  const from = state.status === 'waiting_for_gates' ? { from: state.status } : {};
  return { ...checked(state, 'return'), status: 'returned', askedBack: question, ...from };
}

function answered(state: RequestState, { edits, question, at = 0 }: FactOf<'contributor_answered'>): RequestState {
  const before = state.status === 'returned' && state.from !== undefined;
  const common = checked(state, before ? 'answer_before' : 'answer');
  const edited = withEdits(common, edits, { at, ...(question === undefined ? {} : { question }) });
  return { ...edited, status: before ? 'waiting_for_gates' : 'in_review' };
}

/** G1, G10, I19: another merge is wanted than the one that the evidence is of. */
function outgrown(state: RequestState, fact: FactOf<'head_moved' | 'base_moved' | 'continued_at'>): RequestState {
  const moved = state.status === 'waiting_for_gates' ? common(state) : checked(state, 'move_head');
  const anew = { ...forgetMade(state.cutoffs), jobs: forgetEvidence(state.jobs), status: 'waiting_for_gates' } as const;
  if (fact.fact === 'continued_at') return { ...goneOn(endWaivers(forgetFallen(moved), 'elsewhere'), state, fact), ...anew };
  return {
    ...endWaivers(forgetFallen(moved), fact.fact === 'head_moved' ? 'push' : 'base'),
    ...(fact.fact === 'head_moved' ? { headSha: fact.to } : { base: fact.to }),
    ...anew,
  };
}

function toStatus(state: RequestState, fact: Exclude<StatusFact, NonStatusFact>): RequestState {
  switch (fact.fact) {
    case 'confirmed':
      return { ...checked(state, 'confirm'), status: 'waiting_for_gates' };
    case 'gates_passed':
      return { ...checked(state, 'pass_gates'), status: 'in_review' };
    case 'returned':
      return returned(state, fact);
    case 'contributor_answered':
      return answered(state, fact);
    case 'queued':
      return { ...checked(state, 'queue'), queuedSince: fact.since, status: 'queued' };
    case 'turn_granted':
      return { ...forgetHeld(checked(state, 'grant')), turn: fact.turn, status: 'deploying' };
    case 'deployed':
      return deployed(state, fact);
    case 'deployment_failed':
      return deploymentFailed(state, fact);
    case 'verdict_awaited':
      return { ...checked(state, 'await_verdict'), status: 'awaiting_verdict' };
    case 'put_on_hold':
      return { ...checked(state, 'hold'), status: 'on_hold' };
    case 'approved':
      return { ...checked(state, 'approve'), status: 'approved', approvedAt: fact.at, approvedBy: fact.by };
    case 'completed': {
      const { why, at, by } = fact;
      return { ...checked(state, 'complete'), status: 'completed', why, completedAt: at, ...(by === undefined ? {} : { completedBy: by }) };
    }
    case 'rejected':
      return { ...checked(state, 'reject'), status: 'rejected', reason: fact.reason, rejectedAt: fact.at, rejectedBy: fact.by };
    case 'withdrawn':
      return {
        ...checked(state, 'withdraw'),
        status: 'withdrawn',
        withdrawnAt: fact.at,
        ...(fact.supersededBy === undefined ? {} : { supersededBy: fact.supersededBy }),
        ...(fact.unconfirmed === undefined ? {} : { unconfirmed: fact.unconfirmed }),
      };
  }
}

type NonStatusFact = FactOf<
  | 'gates_recorded'
  | 'continued_at'
  | 'regression_cleared'
  | 'version_lost'
  | 'clearing_begun'
  | 'related_found'
  | 'evidence_compared'
  | 'assigned'
  | 'deferred'
  | 'cutoff_passed'
  | 'turn_held'
  | 'freeze_overridden'
  | 'backend_chosen'
  | 'request_edited'
  | 'head_moved'
  | 'base_moved'
  | 'gates_fell'
  | 'gates_hold'
  | 'gate_waived'
  | 'nobody_decides'
  | 'verdict_undone'
>;

function deployed(state: RequestState, fact: FactOf<'deployed'>): RequestState {
  const { turn } = state;
  if (turn?.state !== 'deploying') throw new Error('deployed without a turn that deploys');
  const { testRef, testSha } = turn;
  return {
    ...checked(state, 'deploy'),
    turn: { ...movedTurn(turn, 'deploy'), state: 'deployed', testRef, testSha, deployedAt: fact.at },
    status: 'running',
  };
}

function deploymentFailed(state: RequestState, fact: FactOf<'deployment_failed'>): RequestState {
  if (state.turn === undefined) throw new Error('deployment_failed without a turn');
  return {
    ...checked(state, 'fail_deployment'),
    turn: { ...movedTurn(state.turn, 'fail'), state: 'failed', why: fact.why },
    status: 'deployment_failed',
    why: fact.why,
  };
}

/** What every state of a request has, without the fields that belonged to the state it leaves. */
function common(state: RequestState): RequestCommon {
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
    default: {
      const { status: _status, ...kept } = state;
      return kept;
    }
  }
}

function checked(state: RequestState, event: RequestEvent): RequestCommon {
  move('request', requestTransitions, state.status, event);
  return common(state);
}

function reopened(state: RequestState): RequestState {
  if (!endedWell(state) && state.status !== 'rejected') return state;
  return { ...checked(state, 'reopen'), status: 'awaiting_verdict' };
}

import { hasOtherBase } from '#contexts/gates/domain/pull-request/base.ts';
import type { Gate } from '#contexts/gates/domain/gates.ts';
import { refuse, type Refusal } from '#products/rehearsal/domain/refusal.ts';
import { someOf } from '#contexts/gates/domain/some-of.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Gated } from '#contexts/gates/domain/parts/gated.ts';
import type { Holdable } from '#products/rehearsal/domain/parts/holdable.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Mergeable } from '#contexts/gates/domain/parts/mergeable.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import { isOpenGate } from '#contexts/gates/domain/open-gates.ts';
import type { Looked } from '#products/rehearsal/domain/kept/looked.ts';

/**
 * G9. The gates that hold a request where it is: those that passed once, or were waived, and no longer do. Nothing of it starts, and nothing
 * of it is decided well, for as long as there is one. Before the first review its status says so itself, and what is over needs none.
 */
export function fallenGates(state: Holdable): Gate[] {
  switch (state.status) {
    case 'waiting_for_confirmation':
    case 'waiting_for_gates':
    case 'completed':
    case 'rejected':
    case 'withdrawn':
      return [];
    case 'returned':
      return state.from === undefined ? openGates(state, state.gates) : [];
    case 'approved':
      return awaitsMerge(state) && !isGivenUp(state) ? openGates(state, state.gates) : [];
    case 'in_review':
    case 'queued':
    case 'deploying':
    case 'deployment_failed':
    case 'running':
    case 'awaiting_verdict':
    case 'on_hold':
      return openGates(state, state.gates);
  }
}

/** G9, N5: approved, and still to be merged, by us or by whoever does: until then its gates count, and so does what the status says. */
export function awaitsMerge({ status, submission, merge }: Requested & Mergeable & Lifecycle): boolean {
  if (status !== 'approved' || submission.change.kind !== 'pull_request') return false;
  return merge === undefined || merge.state === 'wanted' || merge.state === 'refused';
}

/** Closed by people where nobody but people merges: it waits for nothing. */
function isGivenUp({ merge, gates }: Gated & Mergeable): boolean {
  return isPullRequestClosed(gates) && merge?.state !== 'wanted';
}

/** Without having been merged. */
export function isPullRequestClosed(gates: readonly Gate[]): boolean {
  return gates.find(({ gate }) => gate === 'pull_request')?.hindrances?.some(({ what }) => what === 'closed') === true;
}

export function isHeld(state: Holdable): boolean {
  return fallenGates(state).length > 0;
}

/** N5: what somebody merged untested is alarmed, and tested all the more: that it is merged holds nothing up. */
function openGates({ waivers, merge }: Pick<Gated, 'waivers'> & Mergeable, gates: readonly Gate[]): Gate[] {
  const isMerged = merge?.state === 'merged';
  return gates.filter((gate) => isOpenGate(gate, waivers) && !(isMerged && gate.gate === 'pull_request'));
}

/**
 * G9: a decision that needs gates that hold is made on what was seen for it, never on what is remembered: an event may have been lost. What
 * was seen must be of the commit and the base that the evidence is of.
 */
export function refuseUnlessHolding(state: Authored & Holdable, looked: Looked | undefined): { refused: Refusal } | undefined {
  if (looked === undefined) return refuse('not_looked', 'the gates were not checked for this decision; try again');
  const seen = openGates(state, looked.gates);
  const failed = seen.filter((gate) => gate.unseen !== true);
  if (failed.length > 0) return refuse('gates_fallen', textOf(failed));
  if (seen.length > 0)
    return refuse('host_unreachable', 'the code host could not be reached, so nobody knows whether the gates still hold');
  if (looked.headSha !== state.headSha || hasOtherBase(state.base, looked.base))
    return refuse('gates_fallen', 'the pull request has a new commit or another base now');
  const known = fallenGates(state);
  return known.length > 0 ? refuse('gates_fallen', textOf(known)) : undefined;
}

function textOf(gates: readonly Gate[]): string {
  return `a gate no longer holds: ${someOf(gates.map(({ gate, why }) => (why === '' ? gate.replaceAll('_', ' ') : why.replace(/\.$/, ''))))}`;
}

import { gateNames, type Gate, type GateName } from '#domain/request/gates.ts';

/** What the code host said of the pull request or ref; `unreachable` when it could not be asked. */
export type HeadSeen = { state: 'open' | 'draft' | 'closed' | 'merged' | 'missing' } | { state: 'unreachable' };

/** I6: what became of the audit evidence that jobs point to. */
export type EvidenceSeen = { step: string; requestId: string; found: boolean }[];

/** G1, G6, G7. A gate that cannot be asked is pending, never passed; one that is switched off says so. */
export function evaluateGates(head: HeadSeen, evidence: EvidenceSeen, off: readonly GateName[]): Gate[] {
  return gateNames.map((gate) => {
    if (off.includes(gate)) return { gate, state: 'skipped', why: 'switched off in the settings of this installation' };
    if (gate === 'pull_request') return { gate, ...headGate(head) };
    if (gate === 'audit') return { gate, ...auditGate(evidence) };
    return { gate, state: 'skipped', why: 'no pull-request host is connected that could tell' };
  });
}

function headGate(head: HeadSeen): Omit<Gate, 'gate'> {
  switch (head.state) {
    case 'open':
      return { state: 'passed', why: 'it is open' };
    case 'draft':
      return { state: 'failed', why: 'It is a draft. The contributor marks it ready for review.' };
    case 'closed':
      return { state: 'failed', why: 'It is closed. The contributor reopens it, or withdraws the request.' };
    case 'merged':
      return { state: 'failed', why: 'It is merged already. The contributor withdraws the request or names an open pull request.' };
    case 'missing':
      return { state: 'failed', why: 'There is no such pull request or branch. The contributor checks the address in the request.' };
    case 'unreachable':
      return { state: 'pending', why: 'The code host could not be reached; it is asked again by itself. Nobody needs to act.' };
  }
}

function auditGate(evidence: EvidenceSeen): Omit<Gate, 'gate'> {
  const missing = evidence.filter(({ found }) => !found);
  if (missing.length === 0)
    return { state: 'passed', why: evidence.length === 0 ? 'every migration that needs an audit has one' : 'the audit passed earlier' };
  const named = missing.map(({ step, requestId }) => `${step} (request ${requestId})`).join(', ');
  return {
    state: 'failed',
    why: `No audit that passed was found for ${named}. The contributor names another, or an admin waives it with a reason.`,
  };
}

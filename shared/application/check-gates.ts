import { MINUTE } from '#domain/time.ts';
import { evaluateGates, type EvidenceSeen, type HeadSeen } from '#domain/request/evaluate-gates.ts';
import type { RequestState } from '#domain/request/state.ts';
import type { Performer } from '#application/perform-effect.ts';
import type { System } from '#application/system.ts';
import type { CodeHost } from '#ports/code-host.ts';

/** G8. How often the gates of an open request are looked at when no event says that something changed. */
const RECHECK = 15 * MINUTE;

/** Looks at the gates now, and again later for as long as the request is open. */
export function checkGates(system: System, codeHost: CodeHost): Performer<'check_gates'> {
  return async ({ key, state, now }) => {
    if (state.status === 'rejected' || state.status === 'withdrawn') return { result: 'done' };
    const seen = await readHead(codeHost, state);
    // An approved request is watched for pushes for as long as its pull request is open (G1).
    if (state.status === 'approved' && seen.head.state !== 'open' && seen.head.state !== 'unreachable') return { result: 'done' };
    const gates = evaluateGates(seen.head, await readEvidence(system, state), system.rules.gatesOff);
    return {
      result: 'again',
      after: RECHECK,
      command: (at) => ({
        id: `${key}@${now}`,
        at,
        by: { kind: 'system', part: 'gates' },
        command: 'record_gates',
        headSha: seen.sha ?? state.headSha,
        gates,
      }),
    };
  };
}

async function readHead(codeHost: CodeHost, state: RequestState): Promise<{ head: HeadSeen; sha: string | undefined }> {
  try {
    const head = await codeHost.readHead(state.submission.change);
    return { head: { state: head.state }, sha: 'headSha' in head ? head.headSha : undefined };
  } catch {
    // Any trouble with the host is "cannot be asked": the gate says pending and the next look tells (G7).
    return { head: { state: 'unreachable' }, sha: undefined };
  }
}

async function readEvidence(system: System, state: RequestState): Promise<EvidenceSeen> {
  const named = state.submission.jobs.flatMap(({ step, auditEvidence }) => (auditEvidence === undefined ? [] : [{ step, ...auditEvidence, audit: auditEvidence.step }]));
  return Promise.all(
    named.map(async ({ step, requestId, audit }) => {
      const earlier = await system.store.get({ collection: 'requests', id: requestId });
      const found = earlier?.state.jobs.some((job) => job.ask.role === 'audit' && job.state === 'approved' && (audit === undefined || job.step === audit));
      return { step, requestId, found: found === true };
    }),
  );
}

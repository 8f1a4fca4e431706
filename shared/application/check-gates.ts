import { HOUR, MINUTE, type Duration } from '#domain/time.ts';
import { evaluateGates } from '#domain/request/evaluate-gates.ts';
import type { HeadSeen } from '#domain/request/gates-seen.ts';
import type { RequestState } from '#domain/request/state.ts';
import { patience } from '#application/outbox.ts';
import type { Performer, Result } from '#application/perform-effect.ts';
import { seeGates, type Sight } from '#application/see-gates.ts';
import type { System } from '#application/system.ts';
import type { CodeHost } from '#ports/code-host.ts';

/** G8. How often the gates of an open request are looked at when no event says that something changed. */
const RECHECK = 15 * MINUTE;
/** How soon a host that could not be reached is asked again, on the wall; at most an hour later when it names a time itself. */
const TROUBLED = 2 * MINUTE;

/** Looks at the gates now, and again later for as long as the request is open. */
export function checkGates(system: System, codeHost: CodeHost): Performer<'check_gates'> {
  return async ({ key, state, now }) => {
    if (state.status === 'withdrawn') return { result: 'done' };
    if (state.status === 'rejected') return untilUndoable(state.rejectedAt + system.rules.undoWithin - now);
    const sight = await seeGates(system, codeHost, state);
    const { head } = sight.seen;
    if (state.status === 'approved' && !mayMove(state, head) && now >= state.approvedAt + system.rules.undoWithin)
      return { result: 'done' };
    return {
      result: 'again',
      after: untilNextLook(system, sight),
      command: (at) => ({
        id: `${key}@${now}`,
        at,
        by: { kind: 'system', part: 'gates' },
        command: 'record_gates',
        headSha: sight.sha ?? state.headSha,
        ...(sight.base === undefined ? {} : { base: sight.base }),
        gates: evaluateGates(state.submission, sight.seen, system.rules),
      }),
    };
  };
}

/** A5: a rejection that is undone finds the gates still watched. */
function untilUndoable(left: Duration): Result {
  return left > 0 ? { result: 'again', after: left } : { result: 'done' };
}

/** G1: an approved request is watched for pushes for as long as its pull request is open; a ref was bound to its commit at the first look. */
function mayMove({ submission }: RequestState, { state }: HeadSeen): boolean {
  return submission.change.kind === 'pull_request' && (state === 'open' || state === 'draft' || state === 'unreachable');
}

function untilNextLook(system: System, { trouble }: Sight): Duration {
  if (trouble === undefined) return RECHECK;
  const named = Math.min(HOUR, trouble.retryAfter ?? 0);
  return Math.max(Math.min(RECHECK, patience(system, TROUBLED)), patience(system, named));
}

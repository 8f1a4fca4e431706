import { HOUR, MINUTE, type Duration } from '#kernel/time.ts';
import { fallenGates } from '#products/rehearsal/domain/fallen.ts';
import type { HeadEvidence } from '#contexts/gates/domain/gate-evidence.ts';
import { endedWell, endedWellAt } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Holdable } from '#products/rehearsal/domain/parts/holdable.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import { patience } from '#products/rehearsal/app/outbox.ts';
import type { EffectPerformer, Performer, Result, Work } from '#products/rehearsal/app/perform-effect.ts';
import { seeMerge } from '#products/rehearsal/app/see-merge.ts';
import { readGateEvidence, type Sight } from '#products/rehearsal/app/read-gate-evidence.ts';
import { commandOfLook } from '#products/rehearsal/app/look-anew.ts';
import { linkRelated } from '#products/rehearsal/app/link-related.ts';
import { lookForLeftOver } from '#products/rehearsal/app/look-for-left-over.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';

/** G8. How often the gates of an open request are looked at when no event says that something changed. */
const RECHECK = 15 * MINUTE;
/** How soon a host that could not be reached is asked again, on the wall; at most an hour later when it names a time itself. */
const TROUBLED = 2 * MINUTE;

export const check_gates: EffectPerformer<'check_gates', { codeHost: CodeHost }> = {
  dependencies: ['codeHost'],
  perform: (system, { codeHost }) => checkGates(system, codeHost),
};

/** Looks at the gates now; the look that comes by itself also later, for as long as the request is open. */
export function checkGates(system: System, codeHost: CodeHost): Performer<'check_gates'> {
  return async (work) => {
    if (work.effect.leftOver !== undefined) return lookForLeftOver(system, codeHost, work, work.effect.leftOver);
    // I11: at the first look, whichever it is, the request has become anybody's business.
    if (work.state.gates.length === 0) await linkRelated(system, work.state);
    return work.effect.once === true ? lookOnce(system, codeHost, work) : lookAndAgain(system, codeHost, work);
  };
}

type Look = Work<'check_gates'>;

/** G8: an event rang. What cannot be seen now is left to the look that comes by itself. */
async function lookOnce(system: System, codeHost: CodeHost, work: Look): Promise<Result> {
  const { status } = work.state;
  if (status === 'withdrawn' || status === 'rejected') return lookForMerge(system, codeHost, work);
  const sight = await readGateEvidence(system, codeHost, work.state);
  if (await isOutrun(system, work)) return { result: 'again', after: 0 };
  const command = await commandOfLook(system, codeHost, { id: `${work.key}@${work.now}`, state: work.state, sight });
  // G9: what waits because nobody could be asked is not left to the look of every quarter of an hour.
  return sight.trouble !== undefined && isHeldUnseen(work.state)
    ? { result: 'again', after: untilNextLook(system, sight), command }
    : { result: 'done', command };
}

function isHeldUnseen(state: Holdable): boolean {
  return fallenGates(state).some(({ unseen }) => unseen === true);
}

/** N5: of a request that is over, nothing but a merge is news. */
async function lookForMerge(system: System, codeHost: CodeHost, { key, now, state }: Look): Promise<Result> {
  const command = await seeMerge(system, state, await codeHost.readHead(state.submission.change), `${key}@${now}`);
  return { result: 'done', ...(command === undefined ? {} : { command }) };
}

/** Two looks at once: the head of one that began before the other's was recorded may be the older one (see recordGates). */
async function isOutrun({ store }: System, { requestId, state }: Look): Promise<boolean> {
  const now = await store.get({ collection: 'requests', id: requestId });
  return now?.state.headSha !== state.headSha;
}

async function lookAndAgain(system: System, codeHost: CodeHost, work: Look): Promise<Result> {
  const { state, now } = work;
  if (state.status === 'withdrawn') return { result: 'done' };
  if (state.status === 'rejected') return untilUndoable(state.rejectedAt + system.rules.undoWithin - now);
  const sight = await readGateEvidence(system, codeHost, state);
  const { head } = sight.seen;
  const isOver = endedWell(state) && !mayMove(state, head) && now >= endedWellAt(state) + system.rules.undoWithin;
  const command = await commandOfLook(system, codeHost, { id: `${work.key}@${now}`, state, sight });
  return isOver ? { result: 'done', command } : { result: 'again', after: untilNextLook(system, sight), command };
}

/** A5: a rejection that is undone finds the gates still watched. */
function untilUndoable(left: Duration): Result {
  return left > 0 ? { result: 'again', after: left } : { result: 'done' };
}

/** G1: a request that ended well is watched for pushes for as long as its pull request is open; a ref was bound to its commit at the first look. */
function mayMove({ submission }: Requested, { state }: HeadEvidence): boolean {
  return submission.change.kind === 'pull_request' && (state === 'open' || state === 'draft' || state === 'unreachable');
}

function untilNextLook(system: System, { trouble }: Sight): Duration {
  if (trouble === undefined) return RECHECK;
  const named = Math.min(HOUR, trouble.retryAfter ?? 0);
  return Math.max(Math.min(RECHECK, patience(system, TROUBLED)), patience(system, named));
}

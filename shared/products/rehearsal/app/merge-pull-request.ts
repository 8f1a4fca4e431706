import { MINUTE, type Duration } from '#kernel/time.ts';
import { standingOf } from '#products/rehearsal/domain/pull-request/standing.ts';
import { lookBefore } from '#products/rehearsal/app/look-anew.ts';
import type { Performer, Work } from '#products/rehearsal/app/perform-effect.ts';
import { seeRequests } from '#products/rehearsal/app/see-requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { CodeHost, PullRequest } from '#contexts/gates/ports/code-host.ts';

type Merging = Work<'update_pull_request'> & { change: PullRequest; sha: string };
type Result = Awaited<ReturnType<Performer<'update_pull_request'>>>;

/** How often it is looked whether the other requests of the pull request are approved too. */
const OTHERS: Duration = 15 * MINUTE;
/** A status that the project's rules wait for may be on its way: so many tries before a refusal counts. */
const TRIES = 5;
const by = { kind: 'system', part: 'merge' } as const;

/**
 * A3, in two steps, so that no verdict is undone while the host is asked: `begun` is on record first, and then it is asked, as often as it
 * takes to know. What it says no to is a fact, and people hear of it.
 */
export async function mergePullRequest(system: System, codeHost: CodeHost, work: Work<'update_pull_request'>): Promise<Result> {
  const { submission, merge } = work.state;
  if (submission.change.kind !== 'pull_request' || merge === undefined) return { result: 'done' };
  const merging: Merging = { ...work, change: submission.change, sha: merge.sha };
  if (merge.state === 'begun') return ask(system, codeHost, merging);
  return merge.state === 'wanted' && work.state.status === 'approved' ? begin(system, codeHost, merging) : { result: 'done' };
}

async function begin(system: System, codeHost: CodeHost, { key, now, change, sha, state }: Merging): Promise<Result> {
  const anew = await lookBefore(system, codeHost, state, `${key}:look@${now}`);
  // G9: held, told once, and looked at again; a gate that holds again is on record first.
  if (!anew.holds) return { result: 'again', after: anew.falls ? OTHERS : 0, command: anew.command };
  const { looked } = anew;
  const { requests } = await seeRequests(system, change);
  if (standingOf(requests, sha).state !== 'success') return { result: 'again', after: OTHERS };
  return { result: 'again', after: 0, command: (at) => ({ id: `${key}:begin@${now}`, at, by, command: 'begin_merge', sha, looked }) };
}

async function ask(system: System, codeHost: CodeHost, { key, now, attempt, change, sha, state }: Merging): Promise<Result> {
  const how = { baseRef: state.base?.ref, method: system.rules.mergeMethod };
  const made = await codeHost.merge(change, sha, how);
  const id = `${key}@${now}`;
  if (made.merged) return { result: 'done', command: (at) => ({ id, at, by, command: 'record_merge', sha, into: made.sha }) };
  if (made.because === 'refused' && attempt < TRIES) return { result: 'failed', message: `merge refused: ${made.why}` };
  return { result: 'done', command: (at) => ({ id, at, by, command: 'refuse_merge', sha, why: made.why }) };
}

import { fallenGates, isHeld } from '#products/rehearsal/domain/fallen.ts';
import { someOf } from '#contexts/gates/domain/some-of.ts';
import { resultOf } from '#contexts/operations/domain/run/state.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Holdable } from '#products/rehearsal/domain/parts/holdable.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Standing } from '#contexts/gates/domain/pull-request/stands.ts';
import { isOpenGate } from '#contexts/gates/domain/open-gates.ts';

/** What a pull request is told of each of its requests is made of this. */
export type Reported = Identified & Authored & Tested & Allocated & Holdable;

/** By all of its requests: one that is rejected fails it, one that is open keeps it waiting. `head`: the commit that the status is set on. */
export function standingOf(requests: readonly Reported[], head: string): Standing {
  const counted = requests.filter((request) => request.status !== 'withdrawn' && !isReplaced(request, requests));
  const each = counted.map((request) => ({ id: request.id, ...standingOfOne(request, head) }));
  const said = (['failure', 'pending', 'success'] as const).flatMap((state) => each.filter((one) => one.state === state));
  const [worst] = said;
  if (worst === undefined) return { state: 'pending', description: withdrawnText(requests) };
  const others = said.length > 1 ? ` (and ${said.length - 1} more)` : '';
  return { state: worst.state, description: `${worst.description}${others}`.slice(0, 140) };
}

/** What ran of it is still shown: it must not be denied, and counts for nothing here. */
function withdrawnText(requests: readonly Reported[]): string {
  const hasRun = requests.some(({ jobs }) => jobs.some(({ runs }) => runs.some((run) => resultOf(run) !== undefined)));
  const by = requests.findLast((request) => request.status === 'withdrawn' && request.supersededBy !== undefined);
  const how = by?.status === 'withdrawn' ? `Replaced by request ${by.supersededBy ?? ''}` : 'Withdrawn';
  return `${how}: ${hasRun ? 'what ran of it no longer counts here' : 'nothing of this has been rehearsed'}`;
}

/** A rejected request counts until another one takes its jobs up again. */
function isReplaced(request: Identified & Requested & Lifecycle, all: readonly Reported[]): boolean {
  if (request.status !== 'rejected') return false;
  const names = request.submission.jobs.map(({ name }) => name);
  return all.some(({ id, submittedAt, submission }) => {
    if (submission.resubmissionOf === request.id) return true;
    const later = id !== request.id && submittedAt >= request.submittedAt;
    return later && names.length > 0 && names.every((name) => submission.jobs.some((job) => job.name === name));
  });
}

function standingOfOne(request: Reported, head: string): Standing {
  if (request.headSha !== head) return { state: 'pending', description: `${request.id} has not been checked at this commit yet` };
  // Nothing that is said now keeps it out any more; people have been alarmed.
  if (request.merge?.state === 'merged' && !request.merge.tested)
    return { state: 'failure', description: `${request.id} was merged untested` };
  switch (request.status) {
    case 'approved':
      if (isHeld(request)) return { state: 'pending', description: `${request.id} is approved, and its merge ${heldBy(request)}` };
      return { state: 'success', description: `${request.id} is fully tested at ${head.slice(0, 7)}` };
    case 'completed':
      return { state: 'success', description: `${request.id} is completed: it ${waitsFor(request)}` };
    case 'rejected':
      return { state: 'failure', description: `${request.id} was rejected` };
    case 'waiting_for_confirmation':
    case 'waiting_for_gates':
    case 'in_review':
    case 'returned':
    case 'queued':
    case 'deploying':
    case 'deployment_failed':
    case 'running':
    case 'awaiting_verdict':
    case 'on_hold':
    case 'withdrawn':
      return { state: 'pending', description: `${request.id} ${waitsFor(request)}` };
  }
}

/** G9. */
function heldBy(request: Holdable): string {
  return `is held by: ${someOf(fallenGates(request).map(({ gate }) => gate.replaceAll('_', ' ')))}`;
}

/** The end of a sentence: what an open request waits for. */
export function waitsFor(request: Tested & Allocated & Holdable): string {
  if (isHeld(request)) return heldBy(request);
  switch (request.status) {
    case 'waiting_for_confirmation':
      return 'is waiting for its address to be confirmed';
    case 'waiting_for_gates': {
      const open = request.gates.filter((gate) => isOpenGate(gate, request.waivers)).map(({ gate }) => gate.replaceAll('_', ' '));
      return open.length === 0 ? 'waits for its gates' : `waits for: ${someOf(open)}`;
    }
    case 'in_review':
      return 'is in review';
    case 'returned':
      return 'is waiting for an answer from its contributor';
    case 'queued':
      return 'waits for a backup server';
    case 'deploying':
      return `is being deployed on ${request.backend}`;
    case 'deployment_failed':
      return 'could not be deployed; an admin decides';
    case 'running':
      return `is being tested on ${request.backend}`;
    case 'awaiting_verdict':
      return 'was tested and waits for the verdict';
    case 'on_hold':
      return request.jobs.some((job) => job.state === 'invalid_data_found')
        ? 'is on hold: an audit found invalid data'
        : 'waits for the contributor’s word on an audit';
    case 'approved':
      return 'is fully tested';
    case 'completed':
      return request.why === 'only_removes'
        ? 'only removes jobs, so there is nothing to test'
        : 'has proved what it had to prove; there is nothing to merge';
    case 'rejected':
      return 'was rejected';
    case 'withdrawn':
      return 'was withdrawn';
  }
}

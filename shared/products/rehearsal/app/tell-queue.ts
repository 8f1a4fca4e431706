import { MINUTE, type Instant } from '#kernel/time.ts';
import { standingInQueue, type Brought, type QueueCommit } from '#contexts/gates/domain/pull-request/queue-commit.ts';
import { testedMerges } from '#products/rehearsal/domain/tested-merges.ts';
import { standingOf } from '#products/rehearsal/domain/pull-request/standing.ts';
import type { Standing } from '#contexts/gates/domain/pull-request/stands.ts';
import { hasOtherBase } from '#contexts/gates/domain/pull-request/base.ts';
import type { Result } from '#products/rehearsal/app/perform-effect.ts';
import { seeRequests } from '#products/rehearsal/app/see-requests.ts';
import { standingOfUnasked } from '#products/rehearsal/app/tell-unasked.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { CodeHost, PullRequest } from '#contexts/gates/ports/code-host.ts';

interface Asked {
  change: PullRequest;
  queued: QueueCommit;
  link: string;
  now: Instant;
  until?: Instant | undefined;
}

/** How soon what is not decided is looked at again: the approval that it waits for may have come. */
const UNDECIDED = 2 * MINUTE;

/** A3: the status of the queue's own commit, which branch protection waits for there as it did at the head. What waits is told anew until it is decided. */
export async function tellQueue(system: System, codeHost: CodeHost, { change, queued, link, now, until = now }: Asked): Promise<Result> {
  const standing = await standingFor(system, codeHost, change, queued);
  if (standing === undefined) return { result: 'done' };
  await codeHost.setStatus(change, queued.sha, { ...standing, link });
  return standing.state === 'pending' && now < until ? { result: 'again', after: UNDECIDED } : { result: 'done' };
}

async function standingFor(system: System, codeHost: CodeHost, change: PullRequest, queued: QueueCommit): Promise<Standing | undefined> {
  const head = await codeHost.readHead(change);
  if (head.state === 'missing') return undefined;
  const { requests } = await seeRequests(system, change);
  if (requests.length === 0) return standingOfUnasked(system, codeHost, change, head);
  const standing = standingOf(requests, head.headSha);
  if (requests.some(({ base }) => hasOtherBase(base, { ref: head.baseRef, sha: head.baseSha })))
    return { state: 'pending', description: 'It has another base now and is checked again' };
  const merges = testedMerges(requests);
  const bring = (base: string, commit: string): Promise<Brought> => codeHost.readBrought(change, base, commit);
  const tested = await Promise.all((merges ?? []).map(async (merge) => ({ merge, brought: await bring(merge.base.sha, merge.sha) })));
  return standingInQueue(queued, standing, merges && tested, await bring(queued.baseSha, queued.sha));
}

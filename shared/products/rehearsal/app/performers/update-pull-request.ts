import { MINUTE, type Duration } from '#kernel/time.ts';
import { standingOf, type Reported } from '#products/rehearsal/domain/pull-request/standing.ts';
import type { Standing } from '#contexts/gates/domain/pull-request/stands.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { EffectPerformer, Performer, Result } from '#products/rehearsal/app/perform-effect.ts';
import { answerComment, type CommentAnswers } from '#products/rehearsal/app/answer-comment.ts';
import { keepAlive, type RenderKeepAlive } from '#products/rehearsal/app/keep-alive.ts';
import { mergePullRequest } from '#products/rehearsal/app/merge-pull-request.ts';
import { patience } from '#products/rehearsal/app/outbox.ts';
import { seeRequests } from '#products/rehearsal/app/see-requests.ts';
import { tellLeft, type RenderLeft } from '#products/rehearsal/app/tell-left.ts';
import { tellQueue } from '#products/rehearsal/app/tell-queue.ts';
import { tellUnasked } from '#products/rehearsal/app/tell-unasked.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { CodeHost, PullRequest } from '#contexts/gates/ports/code-host.ts';

export interface PullRequestDependencies {
  /** Where the status leads; for everybody's eyes. */
  link: string;
  /** The comment's text, Markdown. */
  render: (requests: readonly Reported[], standing: Standing) => string;
  renderKeepAlive: RenderKeepAlive;
  renderLeft: RenderLeft;
  answers: CommentAnswers;
}

/** So often in a row it is told anew because something changed meanwhile; then the next attempt goes on. */
const ROUNDS = 3;
/** On the wall. A worker whose attempt was given up writes no more after that. */
const LATE: Duration = 10 * MINUTE;

export const update_pull_request: EffectPerformer<
  'update_pull_request',
  { codeHost: CodeHost; pullRequestDependencies: PullRequestDependencies }
> = {
  dependencies: ['codeHost', 'pullRequestDependencies'],
  perform: (system, { codeHost, pullRequestDependencies }) => updatePullRequest(system, codeHost, pullRequestDependencies),
};

/**
 * N5: tells the pull request how things stand now, whatever asked for it. The host takes a status from whoever comes last, so whoever writes
 * looks again afterwards. A worker that was given up may still write, and may die before its second look: who came after it looks once more
 * when that one can write no more.
 */
function updatePullRequest(system: System, codeHost: CodeHost, dependencies: PullRequestDependencies): Performer<'update_pull_request'> {
  return async (work) => {
    const { effect, requestId, attempt } = work;
    if (effect.what === 'keep_alive') return keepAlive(system, codeHost, work, dependencies.renderKeepAlive);
    if (effect.what === 'merge') return mergePullRequest(system, codeHost, work);
    if (effect.what === 'answer') return answerComment(system, codeHost, effect, dependencies.answers);
    if (effect.what === 'queue') {
      const { change, queued, until } = effect;
      return tellQueue(system, codeHost, { change, queued, until, link: dependencies.link, now: work.now });
    }
    const change = 'change' in effect && effect.change !== undefined ? effect.change : work.state.submission.change;
    if (change.kind !== 'pull_request') return { result: 'done' };
    const told =
      effect.what === 'left'
        ? await tellOfLeaving(system, codeHost, dependencies, work.state, change)
        : effect.what === 'unasked' && (await tellUnasked(system, codeHost, dependencies.link, change)) === 'stands'
          ? ({ result: 'done' } as const)
          : await tellRequests(system, codeHost, dependencies, change, requestId);
    return told.result === 'done' && attempt > 1 ? { result: 'again', after: patience(system, LATE) } : told;
  };
}

/** I19: those that are still there speak for it; where there are none, what was said of the one that left must not stay. */
async function tellOfLeaving(
  system: System,
  codeHost: CodeHost,
  dependencies: PullRequestDependencies,
  state: Identified & Requested & Authored & Questioned,
  change: PullRequest,
): Promise<Result> {
  const left = await tellLeft(codeHost, state, change, dependencies.renderLeft);
  const { requests } = await seeRequests(system, change);
  if (requests.length > 0) return tellRequests(system, codeHost, dependencies, change, undefined);
  // A status is of a commit, whichever pull request it is in: where the request is at that very commit now, it speaks for itself.
  if (left === undefined || left.sha === state.headSha) return { result: 'done' };
  await codeHost.setStatus(change, left.sha, { ...left.status, link: dependencies.link });
  const version = state.continued?.at(-1)?.at ?? 0;
  await codeHost.keepComment(change, { kind: 'rehearsal', version, text: dependencies.render([], left.status) });
  // Whoever writes looks again: another request may have come meanwhile, or this one stand at the same commit by now.
  const now = (await system.store.get({ collection: 'requests', id: state.id }))?.state;
  const place = now?.headSha === left.sha ? now.submission.change : change;
  return place.kind === 'pull_request'
    ? tellRequests(system, codeHost, dependencies, place, place === change ? undefined : state.id)
    : { result: 'done' };
}

async function tellRequests(
  system: System,
  codeHost: CodeHost,
  { link, render }: PullRequestDependencies,
  change: PullRequest,
  id: string | undefined,
): Promise<Result> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { requests, version } = await seeRequests(system, change);
    const own = requests.find((request) => request.id === id);
    // Withdrawn before its first look: it is told on the commit of those that it stood beside.
    const head = own?.headSha ?? requests.findLast(({ headSha }) => headSha !== undefined)?.headSha;
    if (head === undefined) return { result: 'done' };
    const standing = standingOf(requests, head);
    // Both at each change: either is looked for before it is written, so that a second try does nothing twice.
    await codeHost.setStatus(change, head, { ...standing, link });
    await codeHost.keepComment(change, { kind: 'rehearsal', version, text: render(requests, standing) });
    if (isSame(requests, (await seeRequests(system, change)).requests)) return { result: 'done' };
  }
  return { result: 'again', after: 0 };
}

function isSame(told: readonly Identified[], now: readonly Identified[]): boolean {
  return told.length === now.length && told.every(({ id, version }, n) => now[n]?.id === id && now[n].version === version);
}

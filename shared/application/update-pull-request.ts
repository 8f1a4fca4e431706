import { standingOf, type Standing } from '#domain/pull-request/standing.ts';
import type { RequestState } from '#domain/request/state.ts';
import type { Performer } from '#application/perform-effect.ts';
import { keepAlive, type RenderKeepAlive } from '#application/keep-alive.ts';
import { mergePullRequest } from '#application/merge-pull-request.ts';
import { seeRequests } from '#application/see-requests.ts';
import { tellUnasked } from '#application/tell-unasked.ts';
import type { System } from '#application/system.ts';
import type { CodeHost } from '#ports/code-host.ts';

export interface PullRequestTools {
  /** Where the status leads; for everybody's eyes. */
  link: string;
  /** The comment's text, Markdown. */
  render: (requests: readonly RequestState[], standing: Standing) => string;
  renderKeepAlive: RenderKeepAlive;
}

/** N5: tells the pull request how things stand now, whatever asked for it; older news can then do no harm. */
export function updatePullRequest(system: System, codeHost: CodeHost, tools: PullRequestTools): Performer<'update_pull_request'> {
  return async (work) => {
    if (work.effect.what === 'unasked') return tellUnasked(system, codeHost, tools.link, work.effect.change);
    if (work.effect.what === 'keep_alive') return keepAlive(system, codeHost, work, tools.renderKeepAlive);
    if (work.effect.what === 'merge') return mergePullRequest(system, codeHost, work);
    const { requestId, state } = work;
    const { change } = state.submission;
    if (change.kind !== 'pull_request') return { result: 'done' };
    const { requests, version } = await seeRequests(system, change);
    // Withdrawn before its first look: it is told on the commit of those that it stood beside.
    const head = state.headSha ?? requests.findLast((request) => request.headSha !== undefined)?.headSha;
    if (head === undefined) return { result: 'done' };
    const standing = standingOf(requests, head);
    // Both at each change: either is looked for before it is written, so that a second try does nothing twice.
    await codeHost.setStatus(change, head, { ...standing, link: tools.link });
    await codeHost.keepComment(change, { kind: 'rehearsal', version, text: tools.render(requests, standing) });
    return (await isOutrun(system, requestId, requests)) ? { result: 'again', after: 0 } : { result: 'done' };
  };
}

/** Whoever writes last looks last: what has changed meanwhile is told anew, so that nothing older stays. Of other requests their own effects tell. */
async function isOutrun({ store }: System, id: string, told: readonly RequestState[]): Promise<boolean> {
  const now = await store.get({ collection: 'requests', id });
  return now?.version !== told.find((request) => request.id === id)?.version;
}

import { isProven } from '#products/rehearsal/domain/proven.ts';
import { standingOf, type Reported } from '#products/rehearsal/domain/pull-request/standing.ts';
import type { Standing } from '#contexts/gates/domain/pull-request/stands.ts';
import { pullRequestRules } from '#products/rehearsal/domain/rules.ts';
import { endedWell, isClosed, type Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Mergeable } from '#contexts/gates/domain/parts/mergeable.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Result, Work } from '#products/rehearsal/app/perform-effect.ts';
import { seeRequests } from '#products/rehearsal/app/see-requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';

/** The comment's text, Markdown. */
export type RenderKeepAlive = (requests: readonly Reported[], standing: Standing) => string;

/**
 * N5: a pull request that only waits for us must not be closed for want of activity. The oldest of its requests that is still waited for makes
 * the comment anew each time; the others leave it to that one. It ends with the request, or when the pull request is closed for good.
 */
export async function keepAlive(
  system: System,
  host: CodeHost,
  work: Work<'update_pull_request'>,
  render: RenderKeepAlive,
): Promise<Result> {
  const { state, now } = work;
  const { change } = state.submission;
  const every = change.kind === 'pull_request' ? pullRequestRules(system.rules, change)?.keepAlive : undefined;
  if (change.kind !== 'pull_request' || every === undefined || !isWaitedFor(state, now, system)) return { result: 'done' };
  const again: Result = { result: 'again', after: every };
  const { requests } = await seeRequests(system, change);
  if (requests.find((request) => isWaitedFor(request, now, system))?.id !== state.id) return again;
  const head = await host.readHead(change);
  if (head.state === 'merged' || head.state === 'missing') return { result: 'done' };
  // One that is closed may be opened again while its request is; of one that is decided that is no business of ours.
  if (head.state === 'closed') return isClosed(state) ? { result: 'done' } : again;
  const text = render(requests, standingOf(requests, head.headSha));
  await host.keepComment(change, { kind: 'keep-alive', version: now, text });
  return again;
}

/** Open, or approved and not merged yet; a rejection may still be undone (A5). */
function isWaitedFor(state: Questioned & Mergeable & Lifecycle, now: number, { rules }: System): boolean {
  if (state.status === 'rejected') return now < state.rejectedAt + rules.undoWithin;
  return isProven(state) && (!isClosed(state) || (endedWell(state) && state.merge?.state !== 'merged'));
}

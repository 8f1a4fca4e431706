import { changeKey } from '#contexts/intake/domain/submission.ts';
import { isProven } from '#products/rehearsal/domain/proven.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { CodeHost, CommitStatus, PullRequest } from '#contexts/gates/ports/code-host.ts';

/** The comment that names where the request is now, Markdown. */
export type RenderLeft = (request: Identified & Requested, change: PullRequest) => string;

/**
 * I19: the pull request that a request has left names the one at which it goes on, by a comment of its own, which no other request there writes
 * over; one that it came back to says that. `status`: of the commit that it was at there, for where no other request speaks for it.
 */
export async function tellLeft(
  host: CodeHost,
  state: Identified & Requested & Questioned,
  change: PullRequest,
  render: RenderLeft,
): Promise<{ sha: string; status: Omit<CommitStatus, 'link'> } | undefined> {
  if (!isProven(state)) return undefined;
  await host.keepComment(change, { kind: `left-${state.id}`, version: state.continued?.length ?? 0, text: render(state, change) });
  const sha = state.continued?.findLast(({ from }) => changeKey(from) === changeKey(change))?.headSha;
  if (sha === undefined || changeKey(state.submission.change) === changeKey(change)) return undefined;
  return { sha, status: { state: 'pending', description: `${state.id} continues at ${changeKey(state.submission.change)}`.slice(0, 140) } };
}

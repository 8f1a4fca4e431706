import { CodeHostUnavailable, type CommitStatus, type PullRequest } from '#contexts/gates/ports/code-host.ts';
import type { GitHub } from './github-calls.ts';
import { checkedSha } from '../checked-names.ts';
import { placeOf } from './github-names.ts';
import { combinedStatusShape } from './github-shapes.ts';

/** GitHub keeps every status that was ever set and shows the newest: what is said already is not said again. */
export async function setStatus(github: GitHub, change: PullRequest, sha: string, status: CommitStatus, context: string): Promise<void> {
  const place = placeOf(change);
  const commit = checkedSha(sha);
  const route = 'GET /repos/{owner}/{repo}/commits/{ref}/status';
  const there = await github.readAll(route, { ...place, ref: commit }, combinedStatusShape, (page) => page.statuses);
  const own = there?.find((one) => one.context === context);
  const { state, link } = status;
  const description = status.description.slice(0, 140);
  if (own?.state === state && own.description === description && own.target_url === link) return;
  const said = { ...place, sha: commit, state, description, target_url: link, context };
  const { status: answer } = await github.ask('POST /repos/{owner}/{repo}/statuses/{sha}', said, 404, 422);
  if (answer !== 201) throw new CodeHostUnavailable(`GitHub takes no status of ${commit} (${answer}), or not with our token`);
}

import { CodeHostUnavailable, type Merged, type PullRequest } from '#ports/code-host.ts';
import { parsed, type Answer, type GitHub } from './github-calls.ts';
import { readPull } from './github-head.ts';
import { checkedNumber, checkedSha, placeOf } from './github-names.ts';
import { mergeShape, refusalShape, type Pull } from './github-shapes.ts';

/**
 * GitHub compares the head with `sha` itself, at the moment of merging (409 when it differs). Whatever else it says, or does not say, is judged
 * by looking: 405 is said of what is merged already as well, and a call without an answer may have merged.
 */
export async function mergePull(github: GitHub, change: PullRequest, sha: string): Promise<Merged> {
  const head = checkedSha(sha);
  const before = judge(await mustRead(github, change), head);
  if (before !== undefined) return before;
  const asked = { ...placeOf(change), pull_number: checkedNumber(change.number), sha: head };
  const answer = await github.ask('PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', asked, 404, 405, 409, 422);
  if (answer.status === 200) return { merged: true, sha: parsed(mergeShape, answer.data, 'merge').sha };
  return judge(await mustRead(github, change), head) ?? { merged: false, because: 'refused', why: reasonOf(answer) };
}

/** Undefined while it can still be merged at that head. */
function judge(pull: Pull, head: string): Merged | undefined {
  const merged = pull.merged === true || (pull.merged_at ?? null) !== null;
  if (pull.head.sha !== head) return { merged: false, because: 'head_moved', why: `its head is ${pull.head.sha}` };
  if (merged) return { merged: true, sha: pull.merge_commit_sha ?? head };
  return pull.state === 'closed' ? { merged: false, because: 'closed', why: 'the pull request was closed' } : undefined;
}

async function mustRead(github: GitHub, change: PullRequest): Promise<Pull> {
  const pull = await readPull(github, change);
  if (pull === undefined) throw new CodeHostUnavailable(`there is no pull request ${change.number}`);
  return pull;
}

function reasonOf({ status, data }: Answer): string {
  const said = refusalShape.safeParse(data).data?.message.split(' - https://')[0]?.slice(0, 300);
  return said === undefined || said === '' ? `GitHub refused (${status})` : said;
}

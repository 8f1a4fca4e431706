import { chooseMethod } from '#contexts/gates/domain/pull-request/merge.ts';
import { CodeHostUnavailable, type Merged, type MergeHow, type PullRequest } from '#contexts/gates/ports/code-host.ts';
import { parsed, type Answer, type GitHub } from './github-calls.ts';
import { readPull } from './github-head.ts';
import { readMergeRules } from './github-merge-rules.ts';
import { checkedNumber, checkedSha } from '../checked-names.ts';
import { placeOf } from './github-names.ts';
import { mergeShape, refusalShape, type Pull } from './github-shapes.ts';

/**
 * GitHub compares the head with `sha` itself, at the moment of merging (409 when it differs). Whatever else it says, or does not say, is judged
 * by looking: 405 is said of what is merged already as well, and a call without an answer may have merged.
 */
export async function mergePull(github: GitHub, change: PullRequest, sha: string, { baseRef, method }: MergeHow = {}): Promise<Merged> {
  const head = checkedSha(sha);
  const pull = await mustRead(github, change);
  const before = judge(pull, head, baseRef);
  if (before !== undefined) return before;
  const place = placeOf(change);
  const rules = await readMergeRules(github, place, pull.base.ref);
  if (rules.queue) return { merged: false, because: 'queue', why: QUEUE };
  const chosen = chooseMethod(rules.allowed, method);
  if ('why' in chosen) return { merged: false, because: 'refused', why: chosen.why };
  const asked = { ...place, pull_number: checkedNumber(change.number), sha: head, merge_method: chosen.method };
  const answer = await github.ask('PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', asked, 404, 405, 409, 422);
  if (answer.status === 200) return { merged: true, sha: parsed(mergeShape, answer.data, 'merge').sha };
  return judge(await mustRead(github, change), head, baseRef) ?? { merged: false, because: 'refused', why: reasonOf(answer) };
}

/** Adding it is a person's: the queue merges by its own rules, at its own time. */
const QUEUE =
  'its base accepts merges only from its merge queue: add the pull request to the queue; the status is given to the queue’s commit if it holds what was tested';

/** Undefined while it can still be merged at that head. */
function judge(pull: Pull, head: string, baseRef: string | undefined): Merged | undefined {
  const merged = pull.merged === true || (pull.merged_at ?? null) !== null;
  if (pull.head.sha !== head) return { merged: false, because: 'head_moved', why: `its head is now ${pull.head.sha}` };
  if (merged) return { merged: true, sha: pull.merge_commit_sha ?? head };
  if (baseRef !== undefined && pull.base.ref !== baseRef)
    return { merged: false, because: 'base_moved', why: `it now targets ${pull.base.ref}, but was tested for ${baseRef}` };
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

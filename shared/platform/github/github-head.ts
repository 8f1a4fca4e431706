import { isGitRef } from '#contexts/intake/domain/git-ref.ts';
import type { Change } from '#contexts/intake/domain/submission.ts';
import { CodeHostUnavailable, type Head, type Ref } from '#contexts/gates/ports/code-host.ts';
import type { GitHub } from './github-calls.ts';
import { checkedNumber, checkedSha } from '../checked-names.ts';
import { placeOf, type Place } from './github-names.ts';
import { anyShape, comparisonShape, pullShape, refShape, type Pull } from './github-shapes.ts';

export async function readHead(github: GitHub, change: Change): Promise<Head> {
  if (change.kind === 'ref') return readBranch(github, change);
  const pull = await readPull(github, change);
  if (pull === undefined) return { state: 'missing' };
  return { state: stateOf(pull), headSha: pull.head.sha, baseSha: pull.base.sha, baseRef: pull.base.ref };
}

/** Undefined when there is none; a repository that cannot be seen is unavailable, and no answer about its pull requests. */
export async function readPull(github: GitHub, change: Extract<Change, { kind: 'pull_request' }>): Promise<Pull | undefined> {
  const place = placeOf(change);
  const pull = await github.read(
    'GET /repos/{owner}/{repo}/pulls/{pull_number}',
    { ...place, pull_number: checkedNumber(change.number) },
    pullShape,
  );
  if (pull === undefined) await mustBeThere(github, place);
  return pull;
}

async function readBranch(github: GitHub, change: Extract<Change, { kind: 'ref' }>): Promise<Head> {
  const place = placeOf(change);
  if (!isGitRef(change.ref)) return { state: 'missing' };
  const sha = await commitAt(github, place, refPath(change.ref));
  if (sha === undefined) {
    await mustBeThere(github, place);
    return { state: 'missing' };
  }
  return { state: 'open', headSha: sha, baseSha: sha, baseRef: change.ref };
}

/** The comparison says which of the two stands on the other. A commit that the repository does not have is not on the branch. */
export async function branchHas(github: GitHub, ref: Ref, sha: string): Promise<boolean | 'no_branch'> {
  const head = await readBranch(github, ref);
  if (head.state === 'missing') return 'no_branch';
  const asked = { ...placeOf(ref), basehead: `${checkedSha(sha)}...${head.headSha}`, per_page: 1 };
  const compared = await github.read('GET /repos/{owner}/{repo}/compare/{basehead}', asked, comparisonShape);
  return compared !== undefined && (compared.status === 'ahead' || compared.status === 'identical');
}

function stateOf({ state, draft, merged, merged_at: mergedAt }: Pull): 'open' | 'draft' | 'closed' | 'merged' {
  if (merged === true || (mergedAt ?? null) !== null) return 'merged';
  if (state === 'closed') return 'closed';
  return draft === true ? 'draft' : 'open';
}

/** `heads/develop`, `tags/v1`: as GitHub writes it. */
function refPath(ref: string): string {
  return ref.startsWith('refs/') ? ref.slice('refs/'.length) : `heads/${ref}`;
}

/** `path`: from refPath or `heads/<name>`. A tag that is an object of its own leads to its commit. */
export async function commitAt(github: GitHub, place: Place, path: string): Promise<string | undefined> {
  const found = await github.read('GET /repos/{owner}/{repo}/git/ref/{ref}', { ...place, ref: path }, refShape);
  if (found?.object.type !== 'tag') return found?.object.sha;
  const tag = await github.read('GET /repos/{owner}/{repo}/git/tags/{tag_sha}', { ...place, tag_sha: found.object.sha }, refShape);
  return tag?.object.sha;
}

/** GitHub says 404 to what is missing and to what our token must not see. */
async function mustBeThere(github: GitHub, place: Place): Promise<void> {
  const found = await github.read('GET /repos/{owner}/{repo}', { ...place }, anyShape);
  if (found === undefined)
    throw new CodeHostUnavailable(`${place.owner}/${place.repo} is not there, or not for our token`, { noRepository: true });
}

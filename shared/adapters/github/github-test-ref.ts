import { isTestRefName } from '#domain/deployment/test-ref.ts';
import { CodeHostUnavailable, type TestRef, type TestRefAsk } from '#ports/code-host.ts';
import { parsed, type GitHub } from './github-calls.ts';
import { changedBetween } from './github-files.ts';
import { commitAt, readPull } from './github-head.ts';
import { checkedSha, placeOf, type Place } from './github-names.ts';
import { commitShape, comparisonShape, mergeShape, refusalShape } from './github-shapes.ts';

interface Work {
  github: GitHub;
  place: Place;
  head: string;
  name: string;
}

/**
 * D1. Two steps, each of which may have been done before by a call whose answer was lost, or be done by another call right now: a
 * branch at the base, and the head merged into it. What the branch holds says how far it is.
 */
export async function makeTestRef(github: GitHub, { change, headSha, name }: TestRefAsk): Promise<TestRef> {
  if (!isTestRefName(name)) throw new TypeError(`not the name of a test ref: ${JSON.stringify(name)}`);
  const work: Work = { github, place: placeOf(change), head: checkedSha(headSha), name };
  const there = await commitAt(github, work.place, `heads/${name}`);
  if (there !== undefined && (await isMade(work, there))) return { conflict: false, sha: there };
  if (change.kind === 'ref') return onlyIf(work, there ?? (await createBranch(work, work.head)));
  const pull = await readPull(github, change);
  const base = pull === undefined ? undefined : await commitAt(github, work.place, `heads/${pull.base.ref}`);
  if (base === undefined) throw new CodeHostUnavailable(`the base of pull request ${change.number} is not there`);
  const made = await mergeInto(work, there ?? (await createBranch(work, base)), base);
  if (made !== 'outdated') return made;
  // Left behind on an older base by a call that was cut off: begun anew, once.
  const again = await mergeInto(work, await createBranch(work, base), base);
  if (again === 'outdated') throw new CodeHostUnavailable(`${name} keeps changing`);
  return again;
}

function onlyIf({ head, name }: Work, sha: string): TestRef {
  if (sha !== head) throw new Error(`${name} is a branch of somebody else's`);
  return { conflict: false, sha };
}

/** At the commit given, or where another call has put it meanwhile. */
async function createBranch({ github, place, name }: Work, sha: string): Promise<string> {
  const { status } = await github.ask('POST /repos/{owner}/{repo}/git/refs', { ...place, ref: `refs/heads/${name}`, sha }, 422);
  if (status !== 422) return sha;
  const there = await commitAt(github, place, `heads/${name}`);
  if (there === undefined) throw new CodeHostUnavailable(`GitHub makes no branch ${name}`);
  return there;
}

/** The commit itself, or the head merged onto something. */
async function isMade({ github, place, head }: Work, sha: string): Promise<boolean> {
  if (sha === head) return true;
  const commit = await github.read('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', { ...place, commit_sha: sha }, commitShape);
  return commit?.parents[1]?.sha === head;
}

async function mergeInto(work: Work, at: string, base: string): Promise<TestRef | 'outdated'> {
  const { github, place, head, name } = work;
  if (at !== base && (await isMade(work, at))) return { conflict: false, sha: at };
  if (at !== base && !(await isPartOf(work, at, base))) throw new Error(`${name} is a branch of somebody else's`);
  const asked = { ...place, base: name, head, commit_message: `Rehearse ${head} as ${name}` };
  const { status, data } = await github.ask('POST /repos/{owner}/{repo}/merges', asked, 404, 409);
  if (status === 201) return { conflict: false, sha: parsed(mergeShape, data, 'merges').sha };
  const now = await commitAt(github, place, `heads/${name}`);
  // 204: nothing to merge, because it has been merged meanwhile or the base holds it already.
  if (now !== undefined && (status === 204 || (await isMade(work, now)))) return { conflict: false, sha: now };
  if (status === 404) throw new CodeHostUnavailable(`GitHub does not find ${name} or ${head} to merge them`);
  if (!/conflict/i.test(saidWhy(data))) throw new CodeHostUnavailable(`GitHub does not merge ${head} into ${name} now`);
  await github.ask('DELETE /repos/{owner}/{repo}/git/refs/{ref}', { ...place, ref: `heads/${name}` }, 404, 422);
  return at === base ? { conflict: true, files: await changedByBoth(work, base) } : 'outdated';
}

function saidWhy(data: unknown): string {
  return refusalShape.safeParse(data).data?.message ?? '';
}

async function isPartOf({ github, place }: Work, sha: string, base: string): Promise<boolean> {
  const asked = { ...place, basehead: `${sha}...${base}`, per_page: 1 };
  const compared = await github.read('GET /repos/{owner}/{repo}/compare/{basehead}', asked, comparisonShape);
  return compared?.status === 'ahead' || compared?.status === 'identical';
}

/** GitHub does not say which files conflict; it can only be one of these. */
async function changedByBoth({ github, place, head }: Work, base: string): Promise<string[]> {
  const [theirs, ours] = await Promise.all([changedBetween(github, place, base, head), changedBetween(github, place, head, base)]);
  return (theirs ?? []).filter((path) => ours?.includes(path) === true);
}

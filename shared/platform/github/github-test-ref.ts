import { isTestRefName } from '#contexts/operations/domain/deployment/test-ref.ts';
import type { Base } from '#contexts/gates/domain/pull-request/base.ts';
import { CodeHostUnavailable, type PullRequest, type TestRef, type TestRefAsk } from '#contexts/gates/ports/code-host.ts';
import { parsed, type GitHub } from './github-calls.ts';
import { changedBetween } from './github-files.ts';
import { commitAt, readPull } from './github-head.ts';
import { checkedSha } from '../checked-names.ts';
import { placeOf, type Place } from './github-names.ts';
import { commitShape, comparisonShape, mergeShape, refusalShape } from './github-shapes.ts';

interface Work {
  github: GitHub;
  place: Place;
  head: string;
  name: string;
}

/**
 * D1. Two steps, each of which may have been done before by a call whose answer was lost, or be done by another call right now: a
 * branch at the base, and the head merged into it. What the branch holds says how far it is, and what it was made from (G10).
 */
export async function makeTestRef(github: GitHub, { change, headSha, name, baseRef }: TestRefAsk): Promise<TestRef> {
  if (!isTestRefName(name)) throw new TypeError(`not the name of a test ref: ${JSON.stringify(name)}`);
  const work: Work = { github, place: placeOf(change), head: checkedSha(headSha), name };
  const there = await commitAt(github, work.place, `heads/${name}`);
  if (change.kind === 'ref') return onlyIf(work, there ?? (await createBranch(work, work.head)));
  const base = await readBase(github, change, baseRef);
  const made = await mergeInto(work, there ?? (await createBranch(work, base.sha)), base);
  if (made !== 'outdated') return made;
  // Left behind on an older base by a call that was cut off, or made for another one: begun anew, once.
  const again = await mergeInto(work, await createBranch(work, base.sha), base);
  if (again === 'outdated') throw new CodeHostUnavailable(`${name} keeps changing`);
  return again;
}

async function readBase(github: GitHub, change: PullRequest, expected: string | undefined): Promise<Base> {
  const pull = await readPull(github, change);
  const sha = pull === undefined ? undefined : await commitAt(github, placeOf(change), `heads/${pull.base.ref}`);
  if (pull === undefined || sha === undefined) throw new CodeHostUnavailable(`the base of pull request ${change.number} is not there`);
  const { ref } = pull.base;
  if (expected !== undefined && ref !== expected)
    throw new CodeHostUnavailable(`pull request ${change.number} has another base by now: ${ref}`);
  return { ref, sha };
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

/** What is there is the head merged onto this base, or onto what it was some time ago. `other`: onto something else. */
async function readMade({ github, place, head, name }: Work, sha: string, base: Base): Promise<Base | 'other' | undefined> {
  const commit = await github.read('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', { ...place, commit_sha: sha }, commitShape);
  const [onto, merged, ...more] = commit?.parents ?? [];
  if (onto === undefined || merged?.sha !== head || more.length > 0) return undefined;
  if (onto.sha === base.sha) return base;
  const isOurs = commit?.message === messageOf({ head, name }, base.ref);
  return isOurs && (await isPartOf({ github, place }, onto.sha, base.sha)) ? { ref: base.ref, sha: onto.sha } : 'other';
}

/** It names what it was made from: a common past alone does not tell two bases apart. */
function messageOf({ head, name }: Pick<Work, 'head' | 'name'>, baseRef: string): string {
  return `Rehearse ${head} onto ${baseRef} as ${name}`;
}

async function mergeInto(work: Work, at: string, base: Base): Promise<TestRef | 'outdated'> {
  const { github, place, head, name } = work;
  const known = at === base.sha ? undefined : await readMade(work, at, base);
  if (known === 'other') return giveUp(work);
  if (known !== undefined) return { conflict: false, sha: at, base: known };
  if (at !== base.sha && !(await isPartOf(work, at, base.sha))) throw new Error(`${name} is a branch of somebody else's`);
  const asked = { ...place, base: name, head, commit_message: messageOf(work, base.ref) };
  const { status, data } = await github.ask('POST /repos/{owner}/{repo}/merges', asked, 404, 409);
  const made = status === 201 ? parsed(mergeShape, data, 'merges').sha : await commitAt(github, place, `heads/${name}`);
  // 204: nothing to merge, because it has been merged meanwhile or the base holds it already.
  const found = made === undefined ? undefined : await readMade(work, made, base);
  if (made !== undefined && found !== undefined && found !== 'other') return { conflict: false, sha: made, base: found };
  if (made !== undefined && status === 204) return { conflict: false, sha: made, base };
  if (status === 404) throw new CodeHostUnavailable(`GitHub does not find ${name} or ${head} to merge them`);
  if (status !== 201 && !/conflict/i.test(saidWhy(data))) throw new CodeHostUnavailable(`GitHub does not merge ${head} into ${name} now`);
  await giveUp(work);
  return status !== 201 && at === base.sha ? { conflict: true, files: await changedByBoth(work, base.sha) } : 'outdated';
}

async function giveUp({ github, place, name }: Work): Promise<'outdated'> {
  await github.ask('DELETE /repos/{owner}/{repo}/git/refs/{ref}', { ...place, ref: `heads/${name}` }, 404, 422);
  return 'outdated';
}

function saidWhy(data: unknown): string {
  return refusalShape.safeParse(data).data?.message ?? '';
}

async function isPartOf({ github, place }: Pick<Work, 'github' | 'place'>, sha: string, base: string): Promise<boolean> {
  const asked = { ...place, basehead: `${sha}...${base}`, per_page: 1 };
  const compared = await github.read('GET /repos/{owner}/{repo}/compare/{basehead}', asked, comparisonShape);
  return compared?.status === 'ahead' || compared?.status === 'identical';
}

/** GitHub does not say which files conflict; it can only be one of these. */
async function changedByBoth({ github, place, head }: Work, base: string): Promise<string[]> {
  const [theirs, ours] = await Promise.all([changedBetween(github, place, base, head), changedBetween(github, place, head, base)]);
  return (theirs ?? []).filter((path) => ours?.includes(path) === true);
}

import type { Change } from '#contexts/intake/domain/submission.ts';
import type { AuthorEvidence } from '#contexts/gates/domain/gate-evidence.ts';
import { CodeHostUnavailable } from '#contexts/gates/ports/code-host.ts';
import type { GitHub } from './github-calls.ts';
import { readPull } from './github-head.ts';
import { checkedNumber, checkedSha } from '../checked-names.ts';
import { placeOf } from './github-names.ts';
import { comparedCommitsShape, pullCommitsShape, type CommitOfPull, type Pull } from './github-shapes.ts';

/** A pull request's own list of commits ends here, and does not say that there are more. */
const MOST_LISTED = 250;

/** G11. Who opened it, and whoever its commits name. A branch that is tested as it is has no author of its own. */
export async function readAuthors(github: GitHub, change: Change, sha: string): Promise<AuthorEvidence> {
  if (change.kind === 'ref') return { state: 'read', logins: [], addresses: [] };
  const head = checkedSha(sha);
  const at = { ...placeOf(change), pull_number: checkedNumber(change.number) };
  const [pull, listed] = await Promise.all([
    readPull(github, change),
    github.readAll('GET /repos/{owner}/{repo}/pulls/{pull_number}/commits', at, pullCommitsShape, (page) => page),
  ]);
  if (pull?.head.sha !== head || listed === undefined) throw new CodeHostUnavailable('the pull request changed while it was being read');
  const commits = listed.length < MOST_LISTED ? listed : await readCompared(github, change, pull);
  return authorsOf(pull.user?.login, commits);
}

async function readCompared(github: GitHub, change: Change, { base, head }: Pull): Promise<CommitOfPull[]> {
  const at = { ...placeOf(change), basehead: `${base.sha}...${head.sha}` };
  const all = await github.readAll('GET /repos/{owner}/{repo}/compare/{basehead}', at, comparedCommitsShape, (page) => page.commits);
  if (all === undefined) throw new CodeHostUnavailable('GitHub does not compare the pull request with its base');
  return all;
}

/** What GitHub itself commits with, for whoever presses a button there. */
const THE_HOST = { login: 'web-flow', address: 'noreply@github.com' };

function authorsOf(opener: string | undefined, commits: readonly CommitOfPull[]): AuthorEvidence {
  const addresses = commits.flatMap(({ commit }) =>
    [commit.author?.email ?? [], commit.committer?.email ?? [], coAuthors(commit.message)].flat(),
  );
  const logins = commits.flatMap(({ author, committer }) => [author?.login ?? [], committer?.login ?? []].flat());
  const distinct = (all: readonly string[]): string[] => [...new Set(all.map((one) => one.toLowerCase()))].toSorted();
  return {
    state: 'read',
    logins: distinct([opener ?? [], logins, addresses.flatMap(loginIn)].flat()).filter((login) => login !== THE_HOST.login),
    addresses: distinct(addresses).filter((address) => address !== THE_HOST.address),
  };
}

const TRAILER = /^[\t ]*co-authored-by:[^<\n]{0,200}<([^<>\s]{3,254})>/gim;

function coAuthors(message: string): string[] {
  return [...message.matchAll(TRAILER)].flatMap(([, address]) => address ?? []);
}

/** `1234+octocat@users.noreply.github.com`: the address of those who show none. */
function loginIn(address: string): string[] {
  const [, login] = /^(?:\d+\+)?([a-z0-9-]+(?:\[bot\])?)@users\.noreply\.github\.com$/i.exec(address) ?? [];
  return login === undefined ? [] : [login];
}

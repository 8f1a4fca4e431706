import { runGit, type Git } from '#platform/embedded/run-git.ts';
import { checkPath } from './check-path.ts';
import { prepareStore } from './prepare-store.ts';
import { objectId, treeId, type Entry, type Mode } from './git-hash.ts';

/** R14. A bare store of commits beside the deployments. No job can write it, and what is read from it is held against the commit's own name. */
export interface CommitStore {
  /** Brings `ref` of `repository` here; throws unless it is at `sha`. */
  fetch(repository: string, ref: string, sha: string): Promise<void>;
  /** Brings `ref` of `repository` here; throws `NotOnBranch` unless `sha` is on it. */
  bring(repository: string, ref: string, sha: string): Promise<void>;
  /** All leaves of the commit's tree. Throws unless they hash to `sha`, or when one has a path that no checkout may have. */
  entries(sha: string): Promise<Entry[]>;
  git: Git;
}

/** The branch has no such commit: it never had, or was written anew. */
export class NotOnBranch extends Error {}

const DEPLOYED = 'refs/rehearsal/deployed';
const BROUGHT = 'refs/rehearsal/brought';

/** Nothing in the store is run or believed: no hook, no watcher of files, no helper, no replaced object, no other store. */
const NOBODY: Record<string, string> = { GIT_NO_REPLACE_OBJECTS: '1', GIT_ATTR_NOSYSTEM: '1', GIT_CONFIG_COUNT: '2' };
/** A host that says nothing for a minute is not waited for. */
const PATIENCE = { GIT_HTTP_LOW_SPEED_LIMIT: '1', GIT_HTTP_LOW_SPEED_TIME: '60' };
const DISTRUST = {
  ...NOBODY,
  ...PATIENCE,
  GIT_CONFIG_KEY_0: 'core.fsmonitor',
  GIT_CONFIG_VALUE_0: 'false',
  GIT_CONFIG_KEY_1: 'protocol.ext.allow',
  GIT_CONFIG_VALUE_1: 'never',
};

export function openCommitStore(gitDir: string): CommitStore {
  const git: Git = (args, more = {}) => runGit(args, { ...more, gitDir, env: { ...DISTRUST, ...more.env } });

  async function fetchRef(repository: string, ref: string, to: string): Promise<void> {
    if (repository === '' || repository.startsWith('-')) throw new Error(`not a repository: ${JSON.stringify(repository)}`);
    const full = fullRef(ref);
    await prepareStore(gitDir);
    await git(['fetch', '--quiet', '--force', '--no-tags', '--no-recurse-submodules', '--', repository, `+${full}:${to}`]);
  }

  async function fetch(repository: string, ref: string, sha: string): Promise<void> {
    await fetchRef(repository, ref, DEPLOYED);
    const found = (await git(['rev-parse', '--verify', `${DEPLOYED}^{commit}`])).stdout.trim();
    if (found !== checkSha(sha)) throw new Error(`${ref} is at ${found}, not at ${sha}`);
  }

  async function bring(repository: string, ref: string, sha: string): Promise<void> {
    await fetchRef(repository, ref, BROUGHT);
    const isOn = (await git(['merge-base', '--is-ancestor', checkSha(sha), BROUGHT], { expect: [0, 1, 128] })).code === 0;
    if (!isOn) throw new NotOnBranch(`${ref} has no commit ${sha}`);
  }

  async function entries(sha: string): Promise<Entry[]> {
    const commit = (await git(['cat-file', 'commit', checkSha(sha)], { encoding: 'latin1' })).stdout;
    if (objectId('commit', Buffer.from(commit, 'latin1'), sha) !== sha) throw new Error(`the store holds something else as ${sha}`);
    const [, tree = ''] = /^tree ([0-9a-f]+)\n/.exec(commit) ?? [];
    const listed = (await git(['ls-tree', '-r', '-z', '--full-tree', tree], { encoding: 'latin1' })).stdout;
    const found = listed.split('\0').slice(0, -1).map(entryOf);
    if (treeId(found, sha) !== tree) throw new Error(`the store's files are not the tree of ${sha}`);
    return found;
  }

  return { fetch, bring, entries, git };
}

export function checkSha(sha: string): string {
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(sha)) throw new Error(`not a whole commit id: ${JSON.stringify(sha)}`);
  return sha;
}

function fullRef(ref: string): string {
  const full = ref.startsWith('refs/') ? ref : `refs/heads/${ref}`;
  if (!/^refs\/[A-Za-z0-9._/-]+$/.test(full) || full.includes('..')) throw new Error(`not a ref: ${JSON.stringify(ref)}`);
  return full;
}

const MODES: readonly string[] = ['100644', '100755', '120000', '160000'];

function entryOf(row: string): Entry {
  const [, mode = '', id = '', path = ''] = /^(\d{6}) (?:blob|commit) ([0-9a-f]+)\t(.*)$/s.exec(row) ?? [];
  if (!MODES.includes(mode)) throw new Error(`a file of a kind that is not deployed: ${JSON.stringify(row.slice(0, 200))}`);
  return { mode: mode as Mode, id, path: checkPath(path) };
}

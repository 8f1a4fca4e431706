import { runGit, type Git } from '#adapters/embedded/run-git.ts';
import type { components } from '@octokit/openapi-types';

type Schemas = components['schemas'];
export type CheckRun = Pick<Schemas['check-run'], 'name' | 'status' | 'conclusion'>;
export type Status = Pick<Schemas['simple-commit-status'], 'context' | 'state'> & { description?: string; target_url?: string };
export interface Comment {
  id: number;
  user: string;
  body: string;
  /** Written by an App: a person's token cannot say so. */
  app?: true;
}
export interface Review {
  user: string;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';
}

/** One repository: its commits and refs are a real bare repository; what git knows nothing of is in memory. */
export interface Held {
  owner: string;
  name: string;
  git: Git;
  checks: Map<string, CheckRun[]>;
  statuses: Map<string, Status[]>;
  labels: Map<number, string[]>;
  reviews: Map<number, Review[]>;
  /** Of pull requests, oldest first. */
  comments: Map<number, Comment[]>;
  /** How a pull request may be merged. */
  methods: ('merge' | 'squash' | 'rebase')[];
  /** Branches that are merged into by their queue alone. */
  queue: Set<string>;
  /** Merged by whatever method: a squash leaves no trace of the head in the base. */
  merged: Set<number>;
  /** Pull request → the commit that merging it made. */
  merges: Map<number, string>;
  /** Statuses that have to be green before anything is merged. */
  required: string[];
  /** Asked and not heard yet. */
  asked: Map<number, { people: string[]; teams: string[] }>;
  /** Branch → approvals that a ruleset wants. */
  approvals: Map<string, number>;
}

/** Whose token it is. */
export const OURSELVES = 'rehearsal-bot';

export function hold(key: string, gitDir: string): Held {
  const [owner = '', name = ''] = key.split('/');
  return {
    owner,
    name,
    git: (args, more = {}) => runGit(args, { gitDir, ...more }),
    checks: new Map(),
    statuses: new Map(),
    labels: new Map(),
    reviews: new Map(),
    comments: new Map(),
    methods: ['merge', 'squash', 'rebase'],
    queue: new Set(),
    merged: new Set(),
    merges: new Map(),
    required: [],
    asked: new Map(),
    approvals: new Map(),
  };
}

/** What a whole ref name points to. */
export async function refAt({ git }: Held, ref: string): Promise<{ type: string; sha: string } | undefined> {
  const { stdout } = await git(['for-each-ref', '--format=%(objecttype) %(objectname) %(refname)', '--', ref]);
  for (const row of stdout.split('\n')) {
    const [type = '', sha = '', name] = row.split(' ');
    if (name === ref) return { type, sha };
  }
  return undefined;
}

/** The commit that a commit id or a branch name means. */
export async function commitOf(held: Held, text: string): Promise<string | undefined> {
  if (/^[0-9a-f]{40}$/.test(text)) {
    const { code, stdout } = await held.git(['cat-file', '-t', text], { expect: [0, 1, 128] });
    return code === 0 && stdout.trim() === 'commit' ? text : undefined;
  }
  return (await refAt(held, `refs/heads/${text}`))?.sha;
}

export async function mergeBase({ git }: Held, one: string, other: string): Promise<string | undefined> {
  const { code, stdout } = await git(['merge-base', one, other], { expect: [0, 1] });
  return code === 0 ? stdout.trim() : undefined;
}

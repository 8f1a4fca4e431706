import { runGit, type Git } from '#platform/embedded/run-git.ts';
import type { components } from '@octokit/openapi-types';

type Schemas = components['schemas'];
/** What is not given is filled in: ids grow in the order of the list, and the app is GitHub's own for workflows. */
export type CheckRun = Pick<Schemas['check-run'], 'name' | 'status' | 'conclusion'> & {
  id?: number;
  app?: { id: number; slug: string };
  suite?: number;
};
export type WorkflowRun = {
  workflow: number;
  name: string;
  status: string;
  conclusion: string | null;
  id?: number;
  suite?: number;
  path?: string;
};
/** Branch → what rulesets and the older protection ask. `hidden`: the older one is not for this token. */
interface BranchHeld {
  rules?: object[];
  protection?: {
    required_status_checks?: { contexts: string[]; checks?: { context: string; app_id: number | null }[] };
    required_pull_request_reviews?: { required_approving_review_count: number; dismiss_stale_reviews: boolean };
  };
  hidden?: true;
}
type TimelineEvent = {
  event: 'review_requested' | 'review_request_removed';
  actor: string;
  person?: string;
  bot?: true;
  team?: string;
};
export type Status = Pick<Schemas['simple-commit-status'], 'context' | 'state'> & { description?: string; target_url?: string };
export interface Comment {
  id: number;
  user: string;
  body: string;
  /** Written by an App: a person's token cannot say so. */
  app?: true;
}
interface Review {
  user: string;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';
  /** The commit that was looked at; the head unless given. */
  at?: string;
  /** `MEMBER` unless given. */
  as?: Schemas['author-association'];
}

/** One repository: its commits and refs are a real bare repository; what git knows nothing of is in memory. */
export interface Held {
  owner: string;
  name: string;
  git: Git;
  checks: Map<string, CheckRun[]>;
  statuses: Map<string, Status[]>;
  workflows: Map<string, WorkflowRun[]>;
  branches: Map<string, BranchHeld>;
  /** Pull request → who opened it; `opener` unless given. */
  openers: Map<number, string>;
  /** Of pull requests, oldest first: what beside `asked` is known of who was asked. */
  timelines: Map<number, TimelineEvent[]>;
  /** Team → who is in it; others are not for this token to see. */
  members: Map<string, string[]>;
  /** Address → login: what GitHub knows of people's addresses. */
  logins: Map<string, string>;
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
    workflows: new Map(),
    branches: new Map(),
    openers: new Map(),
    timelines: new Map(),
    members: new Map(),
    logins: new Map(),
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

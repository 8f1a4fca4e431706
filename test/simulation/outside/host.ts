import type { Change } from '#contexts/intake/domain/submission.ts';
import { CodeHostUnavailable, type Head, type Merged, type MergeHow } from '#contexts/gates/ports/code-host.ts';
import { createHash } from 'node:crypto';
import type { FakeHost } from '#test/support/application/fakes.ts';
import type { CheckBoards, Hanging, Standing } from './checks.ts';

export const poisons = ['host', 'test ref', 'sheet', 'mail'] as const;
export type Poison = (typeof poisons)[number];

/** One pull request, as the people who work on it leave it. */
export interface Pull {
  key: string;
  head: Exclude<Head, { state: 'missing' }>;
  /** Who was asked for a review and is silent, and who wants changes; left out, nobody knows. */
  reviews?: { awaited: string[]; objecting: string[] };
  /** How the newest runs of its head's checks stand. */
  checks: Standing;
  conflicts: boolean;
  /** Its rules keep it from being merged by a program. */
  stubborn: boolean;
  /** G11. An admin who opened it, though somebody else asks for its test: person id. */
  author?: 'alan' | 'grace' | undefined;
  mergedByUs?: boolean;
  /** Its files can be read: the same to the byte at about half of all commits (I19). */
  hasFiles?: boolean;
  /** This fails for it always, whoever tries. */
  poison?: Poison | undefined;
}

/** What Rehearsal has merged. */
export interface Merging {
  number: number;
  sha: string;
}

/** What one worker was told of a pull request last, in its own life (G9). */
interface Looked {
  state?: Pull['head']['state'];
  headSha?: string;
  baseRef?: string;
  checks?: Pull['checks'];
  hanging?: Hanging[];
  reviews?: Pull['reviews'] | undefined;
}

export interface SimHost extends FakeHost {
  pulls: Map<string, Pull>;
  /** What it said of which commit: `open <sha>`, `green <sha>`. */
  told: Set<string>;
  /** By the worker's life, then by the number of the pull request. */
  looks: Map<number | undefined, Map<string, Looked>>;
  /** What each test ref was made from, by its commit (D1, G10). */
  madeFrom: Map<string, { headSha: string; baseRef: string }>;
}

export interface HostTools {
  onMerge: (merged: Merging) => void;
  foundAgain: () => void;
  /** Whose call it is. */
  life: () => number | undefined;
  boards: CheckBoards;
}

/** The code host of the tests, with pull requests that people push to. */
export function createSimHost(fake: FakeHost, { onMerge, foundAgain, life, boards }: HostTools): SimHost {
  const pulls = new Map<string, Pull>();
  const told = new Set<string>();
  const looks: SimHost['looks'] = new Map();
  const madeFrom: SimHost['madeFrom'] = new Map();
  const tells = (change: Change, what: Looked): void => {
    const own = looks.get(life()) ?? new Map<string, Looked>();
    const key = change.kind === 'pull_request' ? String(change.number) : '';
    looks.set(life(), own.set(key, { ...own.get(key), ...what }));
  };
  const pullOf = (change: { kind: string; owner: string; repository: string; number?: number; ref?: string }): Pull | undefined => {
    const found = pulls.get(String(change.number ?? ''));
    if (found?.poison === 'host') throw new Error('the host breaks at this one');
    return found;
  };
  const host: SimHost = Object.assign(fake, { pulls, told, looks, madeFrom });
  const { makeTestRef, readAuthors } = fake;
  return Object.assign(host, {
    readHead: async (change: Parameters<FakeHost['readHead']>[0]): Promise<Head> => {
      const head = pullOf(change)?.head;
      if (head !== undefined) told.add(`${head.state} ${head.headSha}`);
      if (head !== undefined) tells(change, { state: head.state, headSha: head.headSha, baseRef: head.baseRef });
      return head ?? { state: 'missing' };
    },
    listChangedFiles: async (change: Parameters<FakeHost['readHead']>[0]) => (pullOf(change)?.hasFiles === true ? [MODULE, TEST] : []),
    readFiles: async (change: Parameters<FakeHost['readHead']>[0], sha: string, paths: readonly string[]) => {
      const texts = new Map(pullOf(change)?.hasFiles === true ? filesAt(sha) : []);
      return new Map(paths.flatMap((path): [string, string][] => (texts.has(path) ? [[path, texts.get(path) ?? '']] : [])));
    },
    readChecks: async (change: Parameters<FakeHost['readHead']>[0], sha: string) => {
      const pull = pullOf(change);
      // Nothing runs any more at what is not the head.
      const state = boards.standing(sha, pull === undefined || pull.head.headSha === sha ? (pull?.checks ?? 'green') : undefined);
      told.add(`${state} ${sha}`);
      tells(change, { checks: state, hanging: boards.hanging(sha) });
      return boards.read(change, sha);
    },
    readReviews: async (change: Parameters<FakeHost['readHead']>[0]) => {
      const reviews = pullOf(change)?.reviews;
      tells(change, { reviews });
      if (reviews === undefined) return { state: 'cannot_tell' as const, why: 'nobody knows' };
      const { awaited, objecting } = reviews;
      return { state: 'read' as const, approvedBy: [], changesRequestedBy: objecting, awaited, approvalsWanted: 0 };
    },
    readAuthors: async (change: Parameters<FakeHost['readHead']>[0], sha: string) => {
      const author = pullOf(change)?.author;
      if (author === undefined) return readAuthors(change, sha);
      // One is known by a login, and the other by the address of a commit.
      return { state: 'read' as const, logins: ['carla', ...(author === 'grace' ? ['Grace'] : [])], addresses: [`${author}@example.org`] };
    },
    makeTestRef: async (given: Parameters<FakeHost['makeTestRef']>[0]) => {
      const pull = pullOf(given.change);
      // G10. It is not what the asker thinks any more: the next look tells.
      if (given.baseRef !== undefined && pull !== undefined && given.baseRef !== pull.head.baseRef)
        throw new CodeHostUnavailable(`its base is ${pull.head.baseRef}`);
      if (pull?.poison === 'test ref') throw new Error('the host breaks at the test ref of this one');
      if (pull?.conflicts === true) return { conflict: true as const, files: ['core/jobs.py'] };
      const made = await makeTestRef(given);
      if (pull === undefined || made.conflict) return made;
      const { baseRef, baseSha } = pull.head;
      const sha = shaOf(`${given.headSha} onto ${baseRef}`);
      madeFrom.set(sha, { headSha: given.headSha, baseRef });
      return { ...made, sha, base: { ref: baseRef, sha: baseSha } };
    },
    merge: async (change: Parameters<FakeHost['merge']>[0], headSha: string, how?: MergeHow): Promise<Merged> => {
      const pull = pullOf(change);
      if (pull === undefined || pull.head.state === 'closed') return { merged: false, because: 'closed', why: 'it is closed' };
      if (pull.stubborn && pull.head.state !== 'merged') return { merged: false, because: 'refused', why: 'a required check is missing' };
      if (pull.head.headSha !== headSha) return { merged: false, because: 'head_moved', why: 'the head moved' };
      if (how?.baseRef !== undefined && pull.head.baseRef !== how.baseRef && pull.head.state !== 'merged')
        return { merged: false, because: 'base_moved', why: 'its base is another' };
      if (pull.head.state !== 'merged') onMerge({ number: change.number, sha: headSha });
      else if (pull.mergedByUs === true) foundAgain();
      pull.mergedByUs = pull.mergedByUs === true || pull.head.state !== 'merged';
      pull.head = { ...pull.head, state: 'merged' };
      return { merged: true, sha: 'f'.repeat(40) };
    },
  });
}

const REGISTRY = 'core/jobs/registry.py';
const MODULE = 'core/jobs/batch_jobs/topic_jobs.py';
const TEST = 'core/jobs/batch_jobs/topic_jobs_test.py';

/** Two kinds of commits: at those of one kind the jobs' file is the same. */
export function kindOfFiles(sha: string): number {
  return Number.parseInt(shaOf(`files of ${sha}`).slice(0, 1), 16) % 2;
}

function filesAt(sha: string): [string, string][] {
  const jobs = ['CountTopicsJob', 'CountSkillsJob', 'AuditTopicsJob', 'MoveTopicsJob', 'VerifyTopicsJob'];
  const classes = jobs.map((name) => `class ${name}(base):\n    pass\n`).join('\n');
  return [
    [REGISTRY, 'from core.jobs.batch_jobs import topic_jobs\n'],
    [MODULE, `${classes}# ${kindOfFiles(sha)}\n`],
    [TEST, 'a test\n'],
  ];
}

function shaOf(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

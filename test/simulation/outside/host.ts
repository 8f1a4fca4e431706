import type { Head, Merged } from '#ports/code-host.ts';
import type { FakeHost } from '#test/support/application/fakes.ts';

export const poisons = ['host', 'test ref', 'sheet', 'mail'] as const;
export type Poison = (typeof poisons)[number];

/** One pull request, as the people who work on it leave it. */
export interface Pull {
  key: string;
  head: Exclude<Head, { state: 'missing' }>;
  checks: 'green' | 'red' | 'pending';
  conflicts: boolean;
  /** Its rules keep it from being merged by a program. */
  stubborn: boolean;
  mergedByUs?: boolean;
  /** This fails for it always, whoever tries. */
  poison?: Poison | undefined;
}

/** What Rehearsal has merged. */
export interface Merging {
  number: number;
  sha: string;
}

export interface SimHost extends FakeHost {
  pulls: Map<string, Pull>;
  /** What it said of which commit: `open <sha>`, `green <sha>`. */
  told: Set<string>;
}

/** The code host of the tests, with pull requests that people push to. */
export function createSimHost(fake: FakeHost, onMerge: (merged: Merging) => void, foundAgain: () => void): SimHost {
  const pulls = new Map<string, Pull>();
  const told = new Set<string>();
  const pullOf = (change: { kind: string; owner: string; repository: string; number?: number; ref?: string }): Pull | undefined => {
    const found = pulls.get(String(change.number ?? ''));
    if (found?.poison === 'host') throw new Error('the host breaks at this one');
    return found;
  };
  const host: SimHost = Object.assign(fake, { pulls, told });
  const { makeTestRef } = fake;
  return Object.assign(host, {
    readHead: async (change: Parameters<FakeHost['readHead']>[0]): Promise<Head> => {
      const head = pullOf(change)?.head;
      if (head !== undefined) told.add(`${head.state} ${head.headSha}`);
      return head ?? { state: 'missing' };
    },
    readChecks: async (change: Parameters<FakeHost['readHead']>[0], sha: string) => {
      const state = pullOf(change)?.checks ?? 'green';
      told.add(`${state} ${sha}`);
      return {
        state,
        failing: state === 'red' ? ['backend tests'] : [],
        waiting: state === 'pending' ? ['backend tests'] : [],
        labels: [],
      };
    },
    makeTestRef: async (given: Parameters<FakeHost['makeTestRef']>[0]) => {
      const pull = pullOf(given.change);
      if (pull?.poison === 'test ref') throw new Error('the host breaks at the test ref of this one');
      if (pull?.conflicts === true) return { conflict: true as const, files: ['core/jobs.py'] };
      return makeTestRef(given);
    },
    merge: async (change: Parameters<FakeHost['merge']>[0], headSha: string): Promise<Merged> => {
      const pull = pullOf(change);
      if (pull === undefined || pull.head.state === 'closed') return { merged: false, because: 'closed', why: 'it is closed' };
      if (pull.stubborn && pull.head.state !== 'merged') return { merged: false, because: 'refused', why: 'a required check is missing' };
      if (pull.head.headSha !== headSha) return { merged: false, because: 'head_moved', why: 'the head moved' };
      if (pull.head.state !== 'merged') onMerge({ number: change.number, sha: headSha });
      else if (pull.mergedByUs === true) foundAgain();
      pull.mergedByUs = pull.mergedByUs === true || pull.head.state !== 'merged';
      pull.head = { ...pull.head, state: 'merged' };
      return { merged: true, sha: 'f'.repeat(40) };
    },
  });
}

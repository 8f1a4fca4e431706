import type { RequestDocument } from '#contracts/document-types.ts';
import { backendInvariants } from './invariants/backends.ts';
import { decisionInvariants } from './invariants/decisions.ts';
import { historyInvariants } from './invariants/history.ts';
import type { Commit, Invariant, RequestChange, Stage } from './invariants/invariant.ts';
import { restInvariants } from './invariants/rest.ts';
import { runInvariants } from './invariants/runs.ts';
import { tellingInvariants } from './invariants/telling.ts';
import type { Committed, Written } from './engine/siege-store.ts';
import type { Contributors } from './people/contributors.ts';
import type { Readers } from './people/readers.ts';
import type { Town } from './town.ts';

/** All that must hold, each by its name. */
export const invariants: readonly Invariant[] = [
  ...historyInvariants,
  ...decisionInvariants,
  ...backendInvariants,
  ...runInvariants,
  ...tellingInvariants,
  ...restInvariants,
];

export interface Watch {
  failure?: { invariant: string; message: string };
  fail(invariant: string, message: string): void;
  /** At the end of everything. */
  judge(): Promise<void>;
}

/** Looks at each commit as it is made; the first broken promise ends the run. */
export function startWatch(town: Town, readers: Readers, contributors: Contributors): Watch {
  const requests = new Map<string, RequestDocument>();
  const acceptedBy = new Map<string, (number | undefined)[]>();
  const stage: Stage = { town, readers, contributors, requests, acceptedBy };
  const self: Watch = {
    fail(invariant, message) {
      self.failure ??= { invariant, message };
    },
    async judge() {
      for (const { name, atEnd } of invariants) {
        if (self.failure !== undefined) return;
        const problem = await atEnd?.(stage);
        if (problem !== undefined) self.fail(name, problem);
      }
    },
  };
  town.listeners.commit.push((committed) => {
    const commit = read(committed, requests);
    for (const { after } of commit.changes) requests.set(after.id, after);
    for (const { key, state } of commit.mails)
      if (state === 'accepted') acceptedBy.set(key, [...(acceptedBy.get(key) ?? []), commit.life?.id]);
    for (const { name, afterCommit } of invariants) {
      const problem = afterCommit?.(commit, stage);
      if (problem !== undefined) self.fail(name, problem);
    }
  });
  return self;
}

function read(committed: Committed, requests: ReadonlyMap<string, RequestDocument>): Commit {
  const { writes, life } = committed;
  const entries = documentsOf(writes, 'timeline') as RequestChange['entries'];
  const effects = documentsOf(writes, 'outbox', 'create') as RequestChange['effects'];
  const changes = (documentsOf(writes, 'requests') as RequestDocument[]).map((after) => ({
    before: requests.get(after.id),
    after,
    entries: entries.filter(({ requestId }) => requestId === after.id),
    effects: effects.filter(({ requestId }) => requestId === after.id),
  }));
  return {
    life,
    committed,
    changes,
    backends: documentsOf(writes, 'backends') as Commit['backends'],
    mails: documentsOf(writes, 'mails') as Commit['mails'],
  };
}

function documentsOf(writes: readonly Written[], collection: Written['ref']['collection'], kind?: Written['kind']): unknown[] {
  return writes.flatMap((write) =>
    write.ref.collection === collection && (kind === undefined || write.kind === kind) ? [write.document] : [],
  );
}

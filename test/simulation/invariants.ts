import { requestOf } from '#products/rehearsal/domain/named-subjects.ts';
import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import { announcementInvariants } from './invariants/announcements.ts';
import { backendInvariants } from './invariants/backends.ts';
import { breachInvariants } from './invariants/breaches.ts';
import { continuedInvariants } from './invariants/continued.ts';
import { cutoffInvariants } from './invariants/cutoffs.ts';
import { deathInvariants } from './invariants/deaths.ts';
import { decisionInvariants } from './invariants/decisions.ts';
import { evidenceInvariants } from './invariants/evidence.ts';
import { gateInvariants } from './invariants/gates.ts';
import { historyInvariants } from './invariants/history.ts';
import type { Commit, Invariant, RequestChange, Stage } from './invariants/invariant.ts';
import { leaseInvariants } from './invariants/leases.ts';
import { letterInvariants } from './invariants/letters.ts';
import { mergeInvariants } from './invariants/merges.ts';
import { outputInvariants } from './invariants/outputs.ts';
import { pipelineInvariants } from './invariants/pipelines/all.ts';
import { promiseInvariants } from './invariants/promises.ts';
import { releaseInvariants } from './invariants/releases.ts';
import { reportInvariants } from './invariants/reports.ts';
import { restInvariants } from './invariants/rest.ts';
import { ruleInvariants } from './invariants/rules.ts';
import { runInvariants } from './invariants/runs.ts';
import { strangerInvariants } from './invariants/strangers.ts';
import { tellingInvariants } from './invariants/telling.ts';
import { wordInvariants } from './invariants/words.ts';
import { waiverInvariants } from './invariants/waivers.ts';
import { undoneInvariants } from './invariants/undone.ts';
import type { Committed } from './engine/siege-store.ts';
import type { Contributors } from './people/contributors.ts';
import type { Readers } from './people/readers.ts';
import { createShadow, documentsOf, type Shadow } from './shadow.ts';
import { situationsOf } from './situations.ts';
import type { Town } from './town.ts';

/** All that must hold, each by its name. */
export const invariants: readonly Invariant[] = [
  ...historyInvariants,
  ...leaseInvariants,
  ...ruleInvariants,
  ...promiseInvariants,
  ...breachInvariants,
  ...cutoffInvariants,
  ...reportInvariants,
  ...releaseInvariants,
  ...mergeInvariants,
  ...gateInvariants,
  ...waiverInvariants,
  ...announcementInvariants,
  ...deathInvariants,
  ...letterInvariants,
  ...decisionInvariants,
  ...undoneInvariants,
  ...backendInvariants,
  ...runInvariants,
  ...wordInvariants,
  ...outputInvariants,
  ...evidenceInvariants,
  ...continuedInvariants,
  ...tellingInvariants,
  ...strangerInvariants,
  ...pipelineInvariants,
  ...restInvariants,
];

export interface Watch {
  shadow: Shadow;
  failure?: { invariant: string; message: string };
  fail(invariant: string, message: string): void;
  /** At the end of everything. */
  judge(): Promise<void>;
}

/** Looks at each commit as it is made; the first broken promise ends the run. */
export function startWatch(town: Town, readers: Readers, contributors: Contributors, held: readonly Invariant[] = invariants): Watch {
  const shadow = createShadow(town);
  const { requests } = shadow;
  town.watchedRequests = () => requests;
  const acceptedBy = new Map<string, (number | undefined)[]>();
  const stage: Stage = { town, readers, contributors, requests, outbox: shadow.outbox, acceptedBy };
  const self: Watch = {
    shadow,
    fail(invariant, message) {
      self.failure ??= { invariant, message };
    },
    async judge() {
      for (const { name, atEnd } of held) {
        if (self.failure !== undefined) return;
        const problem = await atEnd?.(stage);
        if (problem !== undefined) self.fail(name, problem);
      }
    },
  };
  town.listeners.commit.push((committed) => {
    const commit = read(committed, requests);
    shadow.take(committed);
    for (const { key, state } of commit.mails)
      if (state === 'accepted') acceptedBy.set(key, [...(acceptedBy.get(key) ?? []), commit.life?.id]);
    situationsOf(commit).forEach(town.seen);
    for (const { name, afterCommit } of held) {
      const problem = afterCommit?.(commit, stage);
      if (problem !== undefined) self.fail(name, problem);
    }
  });
  return self;
}

function read(committed: Committed, requests: ReadonlyMap<string, RequestDocument>): Commit {
  const { life } = committed;
  const entries = documentsOf(committed, 'timeline') as RequestChange['entries'];
  const effects = documentsOf(committed, 'outbox', 'create') as RequestChange['effects'];
  const changes = (documentsOf(committed, 'requests') as RequestDocument[]).map((after) => ({
    before: requests.get(after.id),
    after,
    entries: entries.filter(({ requestId }) => requestId === after.id),
    effects: effects.filter(({ subject }) => requestOf(subject) === after.id),
  }));
  return {
    life,
    committed,
    changes,
    backends: documentsOf(committed, 'backends') as Commit['backends'],
    mails: documentsOf(committed, 'mails') as Commit['mails'],
  };
}

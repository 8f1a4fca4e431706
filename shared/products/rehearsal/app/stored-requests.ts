import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import { requestPrivacy } from '#products/rehearsal/domain/chain.ts';
import type { Change } from '#products/rehearsal/domain/commands.ts';
import type { Refused } from '#products/rehearsal/domain/decision.ts';
import type { Effect } from '#products/rehearsal/domain/effects.ts';
import type { Fact } from '#products/rehearsal/domain/facts.ts';
import { requestProcess } from '#products/rehearsal/domain/process.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import type { Stored } from '#kernel/stored.ts';
import { project } from '#products/rehearsal/app/project.ts';
import { saveListings } from '#contexts/operations/app/listing/save.ts';
import { listingsOf } from '#products/rehearsal/domain/listings.ts';
import { saveSubjects } from '#products/rehearsal/app/save-subjects.ts';
import type { Transaction } from '#products/rehearsal/ports/store.ts';

/** The types of a request, as the kernel handles it. */
export interface RequestTypes {
  State: RequestState;
  Command: Change;
  Fact: Fact;
  Rules: Rules;
  Effect: Effect;
  Refused: Refused;
  Document: RequestDocument;
  Naming: { requestId: string };
}

/** Requests, and what stands beside them: what others find them by (I11). */
export const storedRequests: Stored<Transaction, RequestTypes> = {
  process: requestProcess,
  privacy: requestPrivacy,
  nameOf: (id) => id,
  entryOf: (requestId) => ({ requestId }),
  rings: true,
  load: (tx, id) => tx.get({ collection: 'requests', id }),
  project,
  follows: [
    'id',
    'version',
    'status',
    'waitsForBackend',
    'queuedSince',
    'letThroughOn',
    'pullRequestKey',
    'headSha',
    'awaitsCutoff',
    'submittedAt',
    'updatedAt',
  ],
  save(tx, { id, before, after, document, entry, entryId, isNew }) {
    if (isNew) tx.create({ collection: 'requests', id }, document);
    else tx.set({ collection: 'requests', id }, document);
    saveSubjects(tx, before, after);
    saveListings(tx, before === undefined ? [] : listingsOf(before), listingsOf(after));
    tx.create({ collection: 'timeline', parent: id, id: entryId }, entry);
  },
};

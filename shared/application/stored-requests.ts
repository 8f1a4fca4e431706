import type { RequestDocument } from '#contracts/document-types.ts';
import { requestPrivacy } from '#domain/request/chain.ts';
import type { Change } from '#domain/request/commands.ts';
import type { Refused } from '#domain/request/decision.ts';
import type { Effect } from '#domain/request/effects.ts';
import type { Fact } from '#domain/request/facts.ts';
import { requestProcess } from '#domain/request/process.ts';
import type { Rules } from '#domain/request/rules.ts';
import type { RequestState } from '#domain/request/state.ts';
import type { Stored } from '#kernel/stored.ts';
import { project } from '#application/project.ts';
import { saveSubjects } from '#application/save-subjects.ts';
import type { Transaction } from '#ports/store.ts';

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
  load: (tx, id) => tx.get({ collection: 'requests', id }),
  project,
  save(tx, { id, before, after, document, entry, entryId, isNew }) {
    if (isNew) tx.create({ collection: 'requests', id }, document);
    else tx.set({ collection: 'requests', id }, document);
    saveSubjects(tx, before, after);
    tx.create({ collection: 'timeline', parent: id, id: entryId }, entry);
  },
};

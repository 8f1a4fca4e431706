import type { SubjectDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { subjectsOf, type Subject } from '#products/rehearsal/domain/subjects.ts';
import type { Transaction } from '#products/rehearsal/ports/store.ts';

/** Saves what a request is about, beside it and in its transaction; what has not changed is not written again. */
export function saveSubjects(
  tx: Transaction,
  before: (Requested & Tested & Questioned & Lifecycle) | undefined,
  after: Identified & Requested & Tested & Questioned & Lifecycle,
): void {
  const known = before === undefined ? [] : subjectsOf(before);
  subjectsOf(after).forEach((subject, n) => {
    if (sameSubject(known[n], subject)) return;
    const document: SubjectDocument = { ...subject, requestId: after.id, submittedAt: after.submittedAt };
    tx.set({ collection: 'subjects', id: `${after.id}:${n}` }, document);
  });
}

function sameSubject(before: Subject | undefined, after: Subject): boolean {
  return before !== undefined && before.subject === after.subject && before.open === after.open && before.runs === after.runs;
}

import type { InboxDocument } from '#contexts/intake/documents.ts';
import type { Budget } from '#contexts/intake/domain/budget.ts';
import type { Submission, Warning } from '#contexts/intake/domain/submission.ts';
import { DAY } from '#kernel/time.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Requested, Via } from '#contexts/intake/domain/parts/requested.ts';
import { intakeClosed } from '#products/rehearsal/app/intake-switch.ts';
import { budgetOf, countOne, fullCounters, readCounters, type Quotas } from '#contexts/intake/app/quotas.ts';
import { isProven } from '#products/rehearsal/domain/proven.ts';
import { create, loadRequest } from '#products/rehearsal/app/requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Transaction } from '#products/rehearsal/ports/store.ts';
import type { DocumentRef } from '#products/rehearsal/stored/documents.ts';

export interface Submitting {
  /** Fresh random id for the request (I10), used unless this was answered before. */
  requestId: string;
  /** `webhook-id`, or a random id of the form page: the same one again makes nothing new (I2). */
  deliveryId: string;
  /** Hash of the raw bytes. */
  bodyHash: string;
  /** Hash of the form's content, however it was written down. */
  contentHash: string;
  via: Via;
  submission: Submission;
  warnings: Warning[];
  quotas: Quotas;
  /** The answer that the same delivery gets again. */
  answer: (state: Identified & Requested & Lifecycle) => { status: number; body: unknown };
}

export type Submitted =
  | { result: 'accepted' | 'repeated'; status: number; body: unknown }
  /** `delivery`: its id was used with other bytes; `submission`: its `submissionId` was used with other answers. */
  | { result: 'conflict'; reused: 'delivery' | 'submission' }
  | { result: 'closed'; why: string }
  | { result: 'over_quota'; budget: Budget; retryAfterMs: number };

/** One transaction: the records of delivery and submission, the quotas and the request stand or fall together. */
export async function submitRequest(system: System, submitting: Submitting): Promise<Submitted> {
  return system.store.transact(async (tx): Promise<Submitted> => {
    const inbox = { collection: 'inbox', id: submitting.deliveryId } as const;
    const own = ownRef(system, submitting);
    // Asked for together: where the store is on another machine each answer awaited by itself is a journey.
    const [known, same, closed, read] = await Promise.all([
      tx.get(inbox),
      tx.get(own),
      intakeClosed(tx),
      readCounters(system, tx, submitting),
    ]);
    const before = answeredBefore(submitting, known, same);
    if (before !== undefined) {
      // The same submission under another delivery: from now on that is known too.
      if (known === undefined && same !== undefined && before.result === 'repeated')
        tx.create(inbox, { ...same, bodyHash: submitting.bodyHash, receivedAt: tx.now() });
      return before;
    }
    if (closed !== undefined) return { result: 'closed', why: closed };
    const at = tx.now();
    const { full, counters } = await fullCounters(read, async (id) => {
      const state = (await loadRequest(tx, id))?.state;
      return state === undefined || !isProven(state);
    });
    const [last] = full.toSorted((left, right) => right.document.windowStart - left.document.windowStart);
    if (last !== undefined) {
      // The last of the full windows to end: before that it would only be refused again.
      const retryAfterMs = Math.max(1, last.document.windowStart + DAY - at) / system.timeScale;
      return { result: 'over_quota', budget: budgetOf(last), retryAfterMs };
    }
    const { id, status, body } = store(system, tx, submitting, [inbox, own]);
    countOne(tx, counters, id);
    return { result: 'accepted', status, body };
  });
}

/** The request, and what both its delivery and its submission are answered from now on. */
function store(
  system: System,
  tx: Transaction,
  submitting: Submitting,
  [delivery, own]: readonly [DocumentRef<'inbox'>, DocumentRef<'inbox'>],
): { id: string; status: number; body: unknown } {
  const at = tx.now();
  const state = create(system, tx, {
    id: `submit:${submitting.deliveryId}`,
    at,
    by: { kind: 'contributor' },
    command: 'submit',
    requestId: submitting.requestId,
    via: submitting.via,
    submission: submitting.submission,
    warnings: submitting.warnings,
    backend: submitting.submission.backend ?? system.rules.defaultBackend,
  });
  const { status, body } = submitting.answer(state);
  tx.create(delivery, { bodyHash: submitting.bodyHash, receivedAt: at, status, answer: body });
  tx.create(own, { bodyHash: submitting.contentHash, receivedAt: at, status, answer: body });
  return { id: state.id, status, body };
}

/** I2: what was answered to the same delivery, or to the same submission under another one; undefined: neither was here before. */
function answeredBefore(
  { bodyHash, contentHash }: Submitting,
  delivery: InboxDocument | undefined,
  submission: InboxDocument | undefined,
): Submitted | undefined {
  if (delivery !== undefined) return again(delivery, bodyHash, 'delivery');
  return submission === undefined ? undefined : again(submission, contentHash, 'submission');
}

function again({ bodyHash, status, answer }: InboxDocument, hash: string, reused: 'delivery' | 'submission'): Submitted {
  return bodyHash === hash ? { result: 'repeated', status, body: answer } : { result: 'conflict', reused };
}

/** Each way in has ids of its own: nobody who only types a form can take an id of a sender who signs. */
function ownRef(system: System, { via, submission }: Submitting): DocumentRef<'inbox'> {
  return { collection: 'inbox', id: system.hash(`submission:${via}:${submission.submissionId}`) };
}

import { changeKey, type Submission, type Warning } from '#domain/intake/submission.ts';
import { DAY, type Instant } from '#domain/time.ts';
import type { RequestState, Via } from '#domain/request/state.ts';
import { intakeClosed } from '#application/intake-switch.ts';
import { create } from '#application/requests.ts';
import type { System } from '#application/system.ts';
import type { Transaction } from '#ports/store.ts';
import type { QuotaDocument } from '#contracts/document-types.ts';

/** I13. Submissions a day: of one contributor, for one pull request, in all. */
export interface Quotas {
  perContributor: number;
  perChange: number;
  perDay: number;
}

export interface Submitting {
  /** Fresh random id for the request (I10), used unless this was answered before. */
  requestId: string;
  /** `webhook-id`, or a random id of the form page: the same one again makes nothing new (I2). */
  deliveryId: string;
  /** Hash of the raw bytes. */
  bodyHash: string;
  via: Via;
  submission: Submission;
  warnings: Warning[];
  quotas: Quotas;
  /** The answer that the same delivery gets again. */
  answer: (state: RequestState) => { status: number; body: unknown };
}

export type Submitted =
  | { result: 'accepted' | 'repeated'; status: number; body: unknown }
  | { result: 'conflict' }
  | { result: 'closed'; why: string }
  | { result: 'over_quota'; retryAfterMs: number };

/** One transaction: the delivery's record, the quotas and the request stand or fall together. */
export async function submitRequest(system: System, submitting: Submitting): Promise<Submitted> {
  return system.store.transact(async (tx): Promise<Submitted> => {
    const inbox = { collection: 'inbox', id: submitting.deliveryId } as const;
    // Asked for together: where the store is on another machine each answer awaited by itself is a journey.
    const [known, closed, counters] = await Promise.all([tx.get(inbox), intakeClosed(tx), readQuotas(system, tx, submitting)]);
    if (known !== undefined) {
      return known.bodyHash === submitting.bodyHash
        ? { result: 'repeated', status: known.status, body: known.answer }
        : { result: 'conflict' };
    }
    if (closed !== undefined) return { result: 'closed', why: closed };
    const at = tx.now();
    const over = counters.filter(({ document, limit }) => document.count >= limit);
    if (over.length > 0) {
      // The last of the full windows to end: before that it would only be refused again.
      const until = Math.max(...over.map(({ document }) => document.windowStart + DAY));
      return { result: 'over_quota', retryAfterMs: Math.max(1, until - at) / system.timeScale };
    }
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
    tx.create(inbox, { bodyHash: submitting.bodyHash, receivedAt: at, status, answer: body });
    for (const { id, document } of counters) tx.set({ collection: 'quotas', id }, { ...document, count: document.count + 1 });
    return { result: 'accepted', status, body };
  });
}

interface Counter {
  id: string;
  limit: number;
  document: QuotaDocument;
}

async function readQuotas(system: System, tx: Transaction, { submission, quotas }: Submitting): Promise<Counter[]> {
  const subjects = [
    { id: `contributor-${system.hash(submission.contributor.email.toLowerCase()).slice(0, 32)}`, limit: quotas.perContributor },
    { id: `change-${system.hash(changeKey(submission.change).toLowerCase()).slice(0, 32)}`, limit: quotas.perChange },
    { id: 'all', limit: quotas.perDay },
  ];
  const documents = await Promise.all(subjects.map(({ id }) => tx.get({ collection: 'quotas', id })));
  return subjects.map(({ id, limit }, at) => ({ id, limit, document: currentWindow(documents[at], tx.now()) }));
}

/** A window of a day from its first submission; over, it begins anew. */
function currentWindow(document: QuotaDocument | undefined, at: Instant): QuotaDocument {
  return document === undefined || at >= document.windowStart + DAY ? { windowStart: at, count: 0 } : document;
}

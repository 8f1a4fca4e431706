import type { Budget } from '#contexts/intake/domain/budget.ts';
import type { Submission, Warning } from '#contexts/intake/domain/submission.ts';
import { DAY } from '#kernel/time.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Requested, Scheduled, Via } from '#contexts/intake/domain/parts/requested.ts';
import { intakeClosed } from '#products/rehearsal/app/intake-switch.ts';
import { budgetOf, countOne, fullCounters, readCounters, type Quotas } from '#contexts/intake/app/quotas.ts';
import { isProven } from '#products/rehearsal/domain/proven.ts';
import { create, loadRequest } from '#products/rehearsal/app/requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';

export interface Submitting {
  /** Fresh random id for the request (I10), used unless this was answered before. */
  requestId: string;
  /** `webhook-id`, or a random id of the form page: the same one again makes nothing new (I2). */
  deliveryId: string;
  /** Hash of the raw bytes. */
  bodyHash: string;
  via: Via;
  /** O7. Of one that a schedule asks for. */
  scheduled?: Scheduled | undefined;
  submission: Submission;
  warnings: Warning[];
  quotas: Quotas;
  /** The answer that the same delivery gets again. */
  answer: (state: Identified & Requested & Lifecycle) => { status: number; body: unknown };
}

export type Submitted =
  | { result: 'accepted' | 'repeated'; status: number; body: unknown }
  | { result: 'conflict' }
  | { result: 'closed'; why: string }
  | { result: 'over_quota'; budget: Budget; retryAfterMs: number };

/** One transaction: the delivery's record, the quotas and the request stand or fall together. */
export async function submitRequest(system: System, submitting: Submitting): Promise<Submitted> {
  return system.store.transact(async (tx): Promise<Submitted> => {
    const inbox = { collection: 'inbox', id: submitting.deliveryId } as const;
    // Asked for together: where the store is on another machine each answer awaited by itself is a journey.
    const [known, closed, read] = await Promise.all([tx.get(inbox), intakeClosed(tx), readCounters(system, tx, submitting)]);
    if (known !== undefined) {
      return known.bodyHash === submitting.bodyHash
        ? { result: 'repeated', status: known.status, body: known.answer }
        : { result: 'conflict' };
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
    const state = create(system, tx, {
      id: `submit:${submitting.deliveryId}`,
      at,
      ...submittedBy(submitting),
      command: 'submit',
      requestId: submitting.requestId,
      submission: submitting.submission,
      warnings: submitting.warnings,
      backend: submitting.submission.backend ?? system.rules.defaultBackend,
    });
    const { status, body } = submitting.answer(state);
    tx.create(inbox, { bodyHash: submitting.bodyHash, receivedAt: at, status, answer: body });
    countOne(tx, counters, state.id);
    return { result: 'accepted', status, body };
  });
}

/** W5. Nobody sent what a schedule asks for. */
function submittedBy({ via, scheduled }: Submitting) {
  return scheduled === undefined
    ? ({ by: { kind: 'contributor' }, via } as const)
    : ({ by: { kind: 'system', part: 'schedules' }, via, scheduled } as const);
}

import { ownOf } from '#kernel/tables.ts';
import type { ResponsesDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Instant } from '#kernel/time.ts';
import { addAnswer, noAnswers } from '#kernel/promises/figures.ts';
import { promisedBy, ranFor } from '#kernel/promises/passing.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Result } from '#products/rehearsal/app/perform-effect.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/**
 * S6: one answer joins the counts of its month, in the commit that ends its effect: so it is counted once. One that was undone meanwhile (A5)
 * was none; the next one is counted then, with the whole time that the clock ran.
 */
export function countAnswer({ rules }: Pick<System, 'rules'>, state: Questioned, id: string, stoppedAt: Instant): Result {
  const clock = state.clocks.find((one) => one.id === id);
  if (clock?.state !== 'stopped' || clock.stoppedAt !== stoppedAt || clock.answeredBy === undefined) return { result: 'done' };
  const { answeredBy } = clock;
  const took = ranFor(rules, clock, stoppedAt);
  const promised = promisedBy(rules, clock);
  return {
    result: 'done',
    async write(tx) {
      const month = monthOf(stoppedAt);
      const ref = { collection: 'responses', id: month } as const;
      const known: ResponsesDocument = (await tx.get(ref)) ?? { month, all: noAnswers, byAdmin: {} };
      const own = addAnswer(ownOf(known.byAdmin, answeredBy) ?? noAnswers, took, promised);
      tx.set(ref, { ...known, all: addAnswer(known.all, took, promised), byAdmin: { ...known.byAdmin, [answeredBy]: own } });
    },
  };
}

/** By UTC: `2026-11`. */
function monthOf(at: Instant): string {
  return new Date(at).toISOString().slice(0, 7);
}

/** The counts of the last so many months, the newest first; months without answers are left out. */
export async function readResponses({ store }: System, now: Instant, months = 12): Promise<ResponsesDocument[]> {
  const date = new Date(now);
  const ids = Array.from({ length: months }, (_, n) => monthOf(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - n, 1)));
  const found = await Promise.all(ids.map((id) => store.get({ collection: 'responses', id })));
  return found.filter((document) => document !== undefined);
}

import { requestOf } from '#products/rehearsal/domain/named-subjects.ts';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Store } from '#products/rehearsal/ports/store.ts';

const PAGE = 500;

/** Every effect that a request ever asked for, oldest first. Goes through the whole outbox: only tests ask this. */
export async function effectsOfRequest(store: Store, requestId: string): Promise<OutboxDocument[]> {
  const all = [...(await outboxOf(store, true)), ...(await outboxOf(store, false))];
  // A text's own order: of one instant, as they were asked for.
  return all
    .filter((document) => requestOf(document.subject) === requestId)
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.key < b.key ? -1 : 1));
}

async function outboxOf(store: Store, open: boolean): Promise<OutboxDocument[]> {
  const found: OutboxDocument[] = [];
  for (;;) {
    const last = found.at(-1);
    const after = last === undefined ? {} : { after: { value: last.sweepAt, id: last.key } };
    const page = await store.query({ index: 'outboxDue', equal: { open }, limit: PAGE, ...after });
    found.push(...page.map(({ document }) => document));
    if (page.length < PAGE) return found;
  }
}

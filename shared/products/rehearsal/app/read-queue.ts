import { append } from '#kernel/lists.ts';
import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import { slotsOf, type Slot } from '#contexts/backends/domain/forecast/slots.ts';
import { readBackend } from '#contexts/backends/app/backends.ts';
import type { System } from '#products/rehearsal/app/system.ts';

export interface Queue {
  slots: Slot[];
  /** Those that have or wait for a turn, by id. */
  requests: Map<string, RequestDocument>;
  /** So many wait behind these. */
  left: number;
}

/** Turns looked ahead on each backend. */
const MOST = 200;

/** N7, C7: who has which backend, and who is expected to have it when. */
export async function readQueue(system: System): Promise<Queue> {
  const now = await system.store.now();
  const requests = new Map<string, RequestDocument>();
  const slots: Slot[] = [];
  let left = 0;
  for (const { slug } of system.rules.backends) {
    const { state } = await readBackend(system, slug);
    const query = { index: 'requestsWaitingForBackend', equal: { waitsForBackend: slug } } as const;
    const waiting = await system.store.query({ ...query, limit: MOST });
    if (waiting.length === MOST) left += (await system.store.count(query)) - MOST;
    const holder = state.lease === undefined ? undefined : await system.store.get({ collection: 'requests', id: state.lease.requestId });
    for (const document of [...(holder === undefined ? [] : [holder]), ...waiting.map((found) => found.document)])
      requests.set(document.id, document);
    append(
      slots,
      slotsOf(
        state,
        waiting.map(({ document }) => document.id),
        system.rules.freezes ?? [],
        now,
      ),
    );
  }
  return { slots, requests, left };
}

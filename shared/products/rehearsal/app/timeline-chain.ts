import { checkStored, everyEntry } from '#kernel/app/check-stored.ts';
import { checkRecord, type RecordFault } from '#kernel/check-record.ts';
import type { RequestDocument, TimelineDocument } from '#products/rehearsal/stored/document-types.ts';
import { storedRequests } from '#products/rehearsal/app/stored-requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** Every entry of a request, oldest first. */
export async function wholeTimeline({ store }: Pick<System, 'store'>, requestId: string): Promise<TimelineDocument[]> {
  return everyEntry((place) => store.query({ index: 'timelineInOrder', parent: requestId, equal: {}, ...place }));
}

/** Z4: what of a request was changed, removed or reordered, its state included; nothing in an honest store. Undefined: there is no such request. */
export async function checkTimeline(system: System, id: string): Promise<RecordFault[] | undefined> {
  return checkStored(system, storedRequests, {
    document: () => system.store.get({ collection: 'requests', id }),
    entries: () => wholeTimeline(system, id),
  });
}

/** The same of what was read of it before: `timeline` whole, or what came first of it. */
export function faultsOf(
  system: Pick<System, 'hash' | 'rules'>,
  document: RequestDocument,
  timeline: readonly TimelineDocument[],
): RecordFault[] {
  return checkRecord(system, storedRequests, document, timeline.slice(0, document.state.version));
}

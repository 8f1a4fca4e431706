import { append } from '#kernel/lists.ts';
import type { RequestDocument, TimelineDocument } from '#products/rehearsal/stored/document-types.ts';
import { checkChain, type ChainFault } from '#products/rehearsal/domain/chain.ts';
import { entryId } from '#products/rehearsal/app/outbox.ts';
import type { System } from '#products/rehearsal/app/system.ts';

const PAGE = 200;

/** Every entry of a request, oldest first. */
export async function wholeTimeline({ store }: Pick<System, 'store'>, requestId: string): Promise<TimelineDocument[]> {
  const entries: TimelineDocument[] = [];
  for (;;) {
    const last = entries.at(-1);
    const found = await store.query({
      index: 'timelineInOrder',
      parent: requestId,
      equal: {},
      limit: PAGE,
      ...(last === undefined ? {} : { after: { value: last.version, id: entryId(last.version) } }),
    });
    append(
      entries,
      found.map(({ document }) => document),
    );
    if (found.length < PAGE) return entries;
  }
}

/** Z4: what of a request's past was changed, removed or reordered; nothing in an honest store. Undefined: there is no such request. */
export async function checkTimeline(system: System, requestId: string): Promise<ChainFault[] | undefined> {
  const document = await system.store.get({ collection: 'requests', id: requestId });
  // Read in this order: entries that are added meanwhile are of no concern here.
  return document === undefined ? undefined : faultsOf(system, document, await wholeTimeline(system, requestId));
}

/** The same of what was read of it before: `timeline` whole, or what came first of it. */
export function faultsOf(
  system: Pick<System, 'hash'>,
  { version, chainHead }: RequestDocument,
  timeline: readonly TimelineDocument[],
): ChainFault[] {
  return checkChain(timeline.slice(0, version), { version, own: chainHead }, system.hash);
}

import type { RequestDocument, TimelineDocument } from '#contracts/document-types.ts';
import { checkChain, PURGED, purgeEntry, type ChainFault } from '#domain/request/chain.ts';
import type { System } from '#application/system.ts';

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
      ...(last === undefined ? {} : { after: { value: last.version, id: String(last.version).padStart(6, '0') } }),
    });
    entries.push(...found.map(({ document }) => document));
    if (found.length < PAGE) return entries;
  }
}

/** Z4: what of a request's past was changed, removed or reordered; nothing in an honest store. Undefined: there is no such request. */
export async function checkTimeline(system: System, requestId: string): Promise<ChainFault[] | undefined> {
  const entries = await wholeTimeline(system, requestId);
  const document = await system.store.get({ collection: 'requests', id: requestId });
  // What was added since the entries were read is of no concern here.
  if (document === undefined) return undefined;
  if (document.version > entries.length && entries.length > 0) return checkTimelineAgain(system, document);
  return checkChain(entries, { version: document.version, own: document.chainHead }, system.hash);
}

async function checkTimelineAgain(system: System, { id, version, chainHead }: RequestDocument): Promise<ChainFault[]> {
  const entries = (await wholeTimeline(system, id)).slice(0, version);
  return checkChain(entries, { version, own: chainHead }, system.hash);
}

/** Most requests of one sweep. */
const MOST = 20;

/** Z4: the personal data of requests that have been over for as long as the settings say. Gives how many were purged. */
export async function purgeDue(system: System): Promise<number> {
  const due = await system.store.query({ index: 'requestsToPurge', equal: {}, to: await system.store.now(), limit: MOST });
  for (const { document } of due) await purgePersonal(system, document.id);
  return due.length;
}

/** The entry and the request in one transaction, so that the state stays the fold of the timeline. */
export async function purgePersonal({ store, hash }: System, requestId: string): Promise<void> {
  const first = { collection: 'timeline', parent: requestId, id: '000001' } as const;
  await store.transact(async (tx) => {
    const [document, entry] = await Promise.all([tx.get({ collection: 'requests', id: requestId }), tx.get(first)]);
    if (document === undefined) return;
    const { purgeAt: _due, ...rest } = document;
    const submission = { ...document.state.submission, contributor: PURGED };
    tx.set({ collection: 'requests', id: requestId }, { ...rest, state: { ...document.state, submission } });
    if (entry !== undefined) tx.set(first, purgeEntry(entry, hash));
  });
}

import type { ListingCursor } from '#contexts/operations/domain/listing/listing.ts';
import type { ListingNote, OperationTables } from '#contexts/operations/documents.ts';
import type { Store } from '#kernel/store/port.ts';

/** Owners of one kind whose operations were stored before they could be found. */
export interface Backlog {
  /** Of its note. */
  name: string;
  /** One more whenever their listings are made otherwise: then all are looked at anew. */
  version: number;
  /** Lists those of one page of owners that are not listed yet, newest first. Gives where it goes on; undefined behind the last. */
  list(after: ListingCursor | undefined): Promise<ListingCursor | undefined>;
}

/** Pages of one sweep. */
const MOST_PAGES = 25;

/** O6, B6: some at each sweep, until all are found. Whatever is saved meanwhile is found by itself. Costs one read once all are; gives whether that is so. */
export async function listBacklog(
  store: Pick<Store<OperationTables>, 'get' | 'transact'>,
  { name, version, list }: Backlog,
): Promise<boolean> {
  const ref = { collection: 'listingNotes', id: name } as const;
  const note = await store.get(ref);
  let after = note?.version === version ? note.after : undefined;
  if (note?.version === version && after === undefined) return true;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    after = await list(after);
    if (after === undefined) break;
  }
  const kept: ListingNote = { version, ...(after === undefined ? {} : { after }) };
  await store.transact(async (tx) => tx.set(ref, kept));
  return after === undefined;
}

import type { Collections } from '#kernel/store/collections.ts';
import type { KernelTables } from '#kernel/store/documents.ts';
import type { HistoryEntry } from '#kernel/store/history.ts';
import { documentPath } from '#kernel/store/paths.ts';
import type { Store } from '#kernel/store/port.ts';
import type { DocumentRef } from '#kernel/store/tables.ts';
import type { Instant } from '#kernel/time.ts';
import { keyOf } from './cursor.ts';

export type FeedStore = Pick<Store<KernelTables>, 'query' | 'count'>;

/** One entry of any timeline, as it was found. */
export interface Found {
  key: string;
  path: string;
  ref: DocumentRef;
  entry: Pick<HistoryEntry, 'at' | 'version' | 'command'>;
}

/** All entries below one segment, by their times. */
export interface Pages {
  /** What lies between, both included, or, given an entry, behind it. */
  each(bounds: { from?: Instant; to?: Instant }, behind: Found | undefined, found: (found: Found) => void): Promise<void>;
  count(from: Instant): Promise<number>;
}

export interface Place {
  store: FeedStore;
  collections: Pick<Collections, 'places'>;
  index: 'historyInOrder' | 'ringingInOrder';
}

const MOST = 500;

export function pagesOf({ store, collections, index }: Place): Pages {
  return {
    async each(bounds, behind, found) {
      for (let [last, more] = [behind, true]; more;) {
        const page = await store.query({
          index,
          equal: {},
          ...bounds,
          limit: MOST,
          ...(last === undefined ? {} : { after: afterOf(last) }),
        });
        for (const { ref, document, position = '' } of page) {
          const path = documentPath(collections, ref);
          last = { key: keyOf(position, path), path, ref, entry: document };
          found(last);
        }
        more = page.length === MOST;
      }
    },
    count: (from) => store.count({ index, equal: {}, from }),
  };
}

function afterOf({ ref: { collection, parent = '', id }, entry }: Found): {
  value: number;
  collection: string;
  parent: string;
  id: string;
} {
  return { value: entry.at, collection, parent, id };
}

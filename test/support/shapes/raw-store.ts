import { openDatabase } from '#platform/embedded/sqlite-database.ts';
import { storeIn, type SqliteStoreOptions } from '#platform/embedded/sqlite-store.ts';
import type { Store } from '#functions/wiring/system.ts';
import type { SampleDocument } from './sample.ts';
import { documentPath } from '#kernel/store/paths.ts';
import { collections } from '#functions/wiring/collections.ts';
import type { Tables } from '#functions/wiring/system.ts';

/** A store that holds documents as an earlier program wrote them, byte for byte. */
export function storeHolding(documents: readonly SampleDocument[], options: Omit<SqliteStoreOptions<Tables>, 'collections'>): Store {
  const db = openDatabase(collections, options.path);
  for (const { ref, document } of documents) db.put(ref, documentPath(collections, ref), JSON.stringify(document));
  return storeIn(db, { collections, ...options });
}

import { openDatabase } from '#platform/embedded/sqlite-database.ts';
import { storeIn, type SqliteStoreOptions } from '#platform/embedded/sqlite-store.ts';
import { documentPath } from '#products/rehearsal/stored/documents.ts';
import type { Store } from '#products/rehearsal/ports/store.ts';
import type { SampleDocument } from './sample.ts';

/** A store that holds documents as an earlier program wrote them, byte for byte. */
export function storeHolding(documents: readonly SampleDocument[], options: SqliteStoreOptions): Store {
  const db = openDatabase(options.path);
  for (const { ref, document } of documents) db.put(ref, documentPath(ref), JSON.stringify(document));
  return storeIn(db, options);
}

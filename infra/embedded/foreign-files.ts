import path from 'node:path';
import { collections } from '#functions/wiring/collections.ts';
import { queueFile } from '#platform/embedded/queue-schema.ts';
import { storeFile } from '#platform/embedded/sqlite-database.ts';
import { refuseForeign } from '#platform/embedded/sqlite-file.ts';

/** Z5. All of the folder is looked at before anything in it is made or changed: a start that is refused half-way would leave a mixture. */
export function refuseForeignFiles(data: string): void {
  refuseForeign(path.resolve(data, 'store.sqlite'), storeFile(collections));
  refuseForeign(path.resolve(data, 'queue.sqlite'), queueFile);
}

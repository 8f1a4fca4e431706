import type { Instant } from '#kernel/time.ts';
import type { Collections } from '#kernel/store/collections.ts';
import { openDatabase } from './sqlite-database.ts';

/**
 * Deletes what its retention says is over, as Firestore does by itself; gives how many documents that were. One pass over the file: for the
 * start of a process, before others read.
 */
export function purgeExpired(collections: Collections, path: string, now: Instant): number {
  const { handle } = openDatabase(collections, path);
  try {
    const declared = Object.entries(collections.retention);
    const over = declared.map(() => "(collection = ? AND json_type(json, ?) IN ('integer', 'real') AND json ->> ? + ? <= ?)");
    const values = declared.flatMap(([collection, { since, keep }]) => [collection, `$.${since}`, `$.${since}`, keep, now]);
    return Number(handle.prepare(`DELETE FROM documents WHERE ${over.join(' OR ')}`).run(...values).changes);
  } finally {
    handle.close();
  }
}

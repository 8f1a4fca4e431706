import { COLLECTION_FIELD, type Collections } from '#kernel/store/collections.ts';
import { expiryOf } from '#kernel/store/retention.ts';
import { heldFields, indexedFields, isToldApart } from '../store/json-text.ts';
import type { DocumentRef } from '#kernel/store/tables.ts';

/** What stands beside a document's text, for the database's own use: the store reads none of it. */
export interface StoredFields {
  indexed: Record<string, string | number | boolean>;
  lists: Record<string, string[]>;
  /** Whole milliseconds since 1970 from which the database may delete it (Z4). */
  expireAt?: number;
}

/** The last instant that a Timestamp can hold: the end of the year 9999. */
const LAST_INSTANT = 253_402_300_799_999;

/** Only texts, numbers and true/false are copied for the indexes: a document whose field is anything else is not in them. */
export function storedFields(collections: Collections, ref: DocumentRef, text: string): StoredFields {
  const document = new Map(Object.entries(JSON.parse(text) as Record<string, unknown>));
  const indexed: StoredFields['indexed'] = {};
  for (const field of indexedFields(collections, ref.collection)) {
    const value = document.get(field);
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') indexed[field] = value;
  }
  if (isToldApart(collections, ref.collection)) indexed[COLLECTION_FIELD] = ref.collection;
  const lists: StoredFields['lists'] = {};
  for (const field of heldFields(collections, ref.collection)) {
    const value = document.get(field);
    if (Array.isArray(value)) lists[field] = [...new Set(value.filter((one) => typeof one === 'string'))];
  }
  const expiry = expiryOf(collections, ref.collection, (name) => document.get(name));
  return { indexed, lists, ...(expiry !== undefined && expiry > 0 && expiry <= LAST_INSTANT ? { expireAt: Math.floor(expiry) } : {}) };
}

import type { Collections } from '#kernel/store/collections.ts';
import type { Write } from '../store/attempt.ts';
import { storedFields } from './firestore-fields.ts';
import type { DocumentRef } from '#kernel/store/tables.ts';

/** https://firebase.google.com/docs/firestore/reference/rest/v1/Value, the kinds that this store writes. */
export type Value =
  | { stringValue: string }
  | { booleanValue: boolean }
  | { integerValue: string }
  | { doubleValue: number }
  | { timestampValue: string }
  | { referenceValue: string }
  | { arrayValue: { values: Value[] } };

export interface StoredDocument {
  name: string;
  createTime?: string;
  fields?: { json?: { stringValue?: string } };
}

export function valueOf(value: string | number | boolean): Value {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { booleanValue: value };
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? { integerValue: String(value) } : { doubleValue: value };
}

/** One part of a commit. `root`: `projects/…/databases/…/documents`. */
export function writeOf(collections: Collections, root: string, write: Write): object {
  const name = `${root}/${write.path}`;
  if (write.kind === 'delete') return { delete: name };
  const update = { name, fields: fieldsOf(collections, write.ref, write.text) };
  return write.kind === 'create' ? { update, currentDocument: { exists: false } } : { update };
}

function fieldsOf(collections: Collections, ref: DocumentRef, text: string): Record<string, Value> {
  const { indexed, lists, expireAt } = storedFields(collections, ref, text);
  const fields: Record<string, Value> = Object.fromEntries(Object.entries(indexed).map(([field, value]) => [field, valueOf(value)]));
  for (const [field, texts] of Object.entries(lists)) fields[field] = { arrayValue: { values: texts.map(valueOf) } };
  if (expireAt !== undefined) fields['expireAt'] = { timestampValue: new Date(expireAt).toISOString() };
  return { ...fields, json: { stringValue: text } };
}

export function jsonOf(document: StoredDocument): string {
  const text = document.fields?.json?.stringValue;
  if (text === undefined) throw new TypeError('a document without the field json was not written by this store');
  return text;
}

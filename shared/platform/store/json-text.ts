import { COLLECTION_FIELD, type Collections } from '#kernel/store/collections.ts';
import { collectionsIn } from '#kernel/store/paths.ts';
import { withShape } from './shaped.ts';
import type { DocumentRef } from '#kernel/store/tables.ts';
import { StoreError } from '#kernel/store/errors.ts';

/** Both adapters keep a document as this one JSON text, so that any JSON value comes back as it went in. */
const MAX_DOCUMENT_BYTES = 100_000;
/** Firestore cuts longer texts in its indexes; both adapters refuse them there. */
const MAX_INDEXED_BYTES = 1_500;
/** Each is an entry of every index that reads the list. */
const MAX_HELD = 500;
/** Far above what people write, far below where parsers give up. It also ends cycles. */
const MAX_DEPTH = 100;

/** The JSON text of a document. Throws not_json or document_too_large: nothing is dropped or changed in silence. */
export function documentText(collections: Collections, ref: DocumentRef, path: string, document: unknown): string {
  const refuse = (where: string, why: string): never => {
    throw new StoreError('not_json', `${path} ${where || 'itself'}: ${why}`, path);
  };
  if (!isPlainObject(document)) return refuse('', 'a document is a plain object');
  requireJson(document, '', 0, refuse);
  for (const field of indexedFields(collections, ref.collection)) {
    const value = document[field];
    if (typeof value === 'string' && !fitsAnIndex(value))
      refuse(field, `an indexed text is well-formed, has no NUL and at most ${MAX_INDEXED_BYTES} bytes`);
  }
  if (Object.hasOwn(document, COLLECTION_FIELD) && isToldApart(collections, ref.collection))
    refuse(COLLECTION_FIELD, 'the store says this of every document of its segment');
  for (const field of heldFields(collections, ref.collection)) requireList(document[field], field, refuse);
  const text = JSON.stringify(withShape(collections, ref.collection, document));
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_DOCUMENT_BYTES)
    throw new StoreError('document_too_large', `${path} has ${bytes} bytes, the limit is ${MAX_DOCUMENT_BYTES}`, path);
  return text;
}

type Indexed = Pick<Collections, 'places' | 'indexes'>;

/** Every field that some declared index of the collection reads. */
export function indexedFields(collections: Indexed, collection: string): ReadonlySet<string> {
  const ours = Object.values(collections.indexes).filter((index) => collectionsIn(collections, index).includes(collection));
  return new Set(ours.flatMap(({ equal, order }) => [...equal, ...(order === undefined ? [] : [order.field])]));
}

/** Whether an index over the collection's segment tells collections apart. */
export function isToldApart(collections: Indexed, collection: string): boolean {
  return Object.values(collections.indexes).some(
    (index) =>
      index.segment !== undefined && index.equal.includes(COLLECTION_FIELD) && collectionsIn(collections, index).includes(collection),
  );
}

/** Every list of which some declared index of the collection reads the texts. */
export function heldFields({ indexes }: Pick<Collections, 'indexes'>, collection: string): ReadonlySet<string> {
  return new Set(
    Object.values(indexes).flatMap((index) => (index.collection === collection && index.holds !== undefined ? [index.holds] : [])),
  );
}

function requireList(value: unknown, field: string, refuse: (where: string, why: string) => never): void {
  if (!Array.isArray(value)) return;
  if (value.length > MAX_HELD) refuse(field, `an indexed list has at most ${MAX_HELD} texts`);
  value.forEach((text: unknown, at) => {
    if (typeof text === 'string' && !fitsAnIndex(text))
      refuse(`${field}[${at}]`, `an indexed text is well-formed, has no NUL and at most ${MAX_INDEXED_BYTES} bytes`);
  });
}

function fitsAnIndex(value: string): boolean {
  return value.isWellFormed() && !value.includes('\u0000') && Buffer.byteLength(value) <= MAX_INDEXED_BYTES;
}

function requireJson(value: unknown, where: string, depth: number, refuse: (where: string, why: string) => never): void {
  if (depth > MAX_DEPTH) refuse(where, `nested deeper than ${MAX_DEPTH}`);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) refuse(where, `${value} is not a JSON number`);
  } else if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at += 1) requireJson(value[at], `${where}[${at}]`, depth + 1, refuse);
  } else if (isPlainObject(value)) {
    for (const [key, inner] of Object.entries(value)) requireJson(inner, where === '' ? key : `${where}.${key}`, depth + 1, refuse);
  } else {
    refuse(where, `${Object.prototype.toString.call(value)} is not a JSON value`);
  }
}

/** Judged by the prototype's own prototype, so that objects made in another realm (a test runner's, a worker's) count too. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return false;
  return Object.getOwnPropertySymbols(value).length === 0;
}

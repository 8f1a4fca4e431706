import type { CollectionPlace, Collections, IndexDeclaration } from '#kernel/store/collections.ts';
import type { DocumentRef } from '#kernel/store/tables.ts';

type Places = Pick<Collections, 'places'>;

/** Ids with `__` at both ends are the store's. */
export const DOCUMENT_ID = /^(?!\.{1,2}$)(?!__.*__$)[A-Za-z0-9._:@-]{1,300}$/;

/** Throws where nobody has declared it. */
export function placeOf({ places }: Places, collection: string): CollectionPlace {
  const place = Object.hasOwn(places, collection) ? places[collection] : undefined;
  if (place === undefined) throw new TypeError(`no such collection: ${JSON.stringify(collection)}`);
  return place;
}

/** The collection's name in a path. */
export function segmentOf(collections: Places, collection: string): string {
  return placeOf(collections, collection).segment ?? collection;
}

/** The collections whose documents an index holds. */
export function collectionsIn({ places }: Places, { collection, segment }: Pick<IndexDeclaration, 'collection' | 'segment'>): string[] {
  if (collection !== undefined) return [collection];
  return Object.keys(places).filter((name) => places[name]?.parent !== undefined && segmentOf({ places }, name) === segment);
}

/** Where a document lives: `requests/ab12/timeline/000003`. Throws when `parent` is missing or too much, or an id is not of the allowed form. */
export function documentPath(collections: Places, ref: DocumentRef): string {
  const place = placeOf(collections, ref.collection);
  if ((place.parent === undefined) !== (ref.parent === undefined)) {
    throw new TypeError(`a document of ${ref.collection} ${place.parent === undefined ? 'has no' : 'needs a'} parent`);
  }
  for (const id of ref.parent === undefined ? [ref.id] : [ref.parent, ref.id]) {
    if (!DOCUMENT_ID.test(id)) throw new TypeError(`not a document id: ${JSON.stringify(id)}`);
  }
  return place.parent === undefined
    ? `${ref.collection}/${ref.id}`
    : `${place.parent}/${ref.parent}/${segmentOf(collections, ref.collection)}/${ref.id}`;
}

import type { HistorySegments } from '#kernel/store/history.ts';
import type { CollectionPlace, Collections, IndexDeclaration } from '#kernel/store/collections.ts';

/** What a store is typed by: the document of each collection; of each index what a query fixes, and what it finds. The sum of two is their intersection. */
export interface Tables {
  documents: object;
  indexes: Readonly<Record<string, { collection: string; equal: object; document: unknown }>>;
}

/** What rooms declare, of a store of these tables: a place for each collection, and each index. */
export interface CollectionsAs<T extends Tables> extends Collections {
  places: Collections['places'] & Readonly<Record<CollectionOf<T>, CollectionPlace>>;
  indexes: Collections['indexes'] & Readonly<Record<IndexNameOf<T>, IndexDeclaration>>;
  /** For its type alone. */
  tables?: T;
}

/** The tables that a room's declaration makes of its documents. */
export interface TablesOf<Documents, D extends Pick<Collections, 'indexes'>> {
  documents: Documents;
  indexes: { [I in keyof D['indexes']]: IndexOf<Documents, D['indexes'][I]> };
}

interface IndexOf<Documents, I extends IndexDeclaration> {
  collection: I extends { collection: infer C extends string } ? C : string;
  equal: Record<I['equal'][number], string | number | boolean>;
  document: I extends { collection: infer C } ? In<Documents, C> : I extends { segment: infer S } ? In<HistorySegments, S> : never;
}

type In<Table, Name> = Name extends keyof Table ? Table[Name] : never;

export type CollectionOf<T extends Tables> = keyof T['documents'] & string;
export type IndexNameOf<T extends Tables> = keyof T['indexes'] & string;

/** `parent` is the id of the owning document, given exactly for the collections that declare one. Ids: 1 to 300 characters of [A-Za-z0-9._:@-], not `.`, `..` or `__…__`. */
export interface DocumentRef<Collection extends string = string> {
  collection: Collection;
  id: string;
  parent?: string;
}

export interface IndexQuery<T extends Tables, I extends IndexNameOf<T>> {
  index: I;
  /** A value for each field in the index's `equal`, no more and no fewer. */
  equal: T['indexes'][I]['equal'];
  parent?: string;
  /** Bounds on the order field, both inclusive; a bound admits only values of its own type. */
  from?: string | number;
  to?: string | number;
  /** The text that the list must hold, given exactly when the index has one. */
  holds?: string;
  /** 1 to 500. */
  limit: number;
  /** Continue behind this found document; `parent` exactly when the index spans all parents, `collection` exactly when it is over a segment. Without an order `value` plays no part. */
  after?: { value: string | number; id: string; parent?: string; collection?: string };
}

/** How many documents a query without a limit would find. */
export type CountQuery<T extends Tables, I extends IndexNameOf<T>> = Omit<IndexQuery<T, I>, 'limit' | 'after'>;

export interface Found<T extends Tables, I extends IndexNameOf<T>> {
  ref: DocumentRef<T['indexes'][I]['collection']>;
  document: T['indexes'][I]['document'];
  /**
   * Of what was found over a segment: where the commit that created it stands among all commits of the store, as texts are ordered. Whatever is
   * not visible yet will stand behind all that is. At home a document that is written again moves to the end.
   */
  position?: string;
}

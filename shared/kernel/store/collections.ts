import type { Schema } from '#kernel/process.ts';
import type { Conversion } from '#kernel/store/conversion.ts';
import type { Duration } from '#kernel/time.ts';

/** Where a collection's documents live. `parent` means a subcollection: `requests/{parent}/timeline/{id}`. */
export interface CollectionPlace {
  parent?: string;
  /** Its name in a path, where that is not its own. */
  segment?: string;
  /** Of a timeline: the kind of process whose it is. The process's id is that of the parent. */
  kind?: string;
}

/** `collection`: its documents; `segment`: those of every collection whose segment it is, whoever declares them, below whatever parent. */
export type IndexDeclaration<Collection extends string = string> = Indexed &
  ({ collection: Collection; segment?: undefined } | { segment: string; collection?: undefined; scope: 'all'; holds?: undefined });

/** A field that every document found by its segment has, beside its own: the name of its collection. Queries fix it like any other. */
export const COLLECTION_FIELD = 'collection';

interface Indexed {
  /** Top-level fields that every query on this index fixes to one value. */
  equal: readonly string[];
  /** Top-level field that the answer is ordered by, and that a query may bound; ties by document id in the same direction. Documents where it is no text or number are not in the index. */
  order?: { field: string; direction: 'asc' | 'desc' };
  /** Top-level field, a list of texts, of which every query on this index names one; needs an order, and a collection without a parent. */
  holds?: string;
  /** `parent`: a query names one parent. `all`: over every parent (a collection group). Left out for collections without a parent. */
  scope?: 'parent' | 'all';
}

/** What is deleted by itself once nobody can need it any more (Z4). */
interface Retention<Field extends string = string> {
  /** The instant from which a document's time runs; a document without it is not over yet, and stays. */
  since: Field;
  keep: Duration;
}

/**
 * What is kept, and how: each room declares its own, a product what of it it uses, the installation the sum of its products. Adapters and
 * generators are given the last, and know no other.
 */
export interface Collections {
  places: Readonly<Record<string, CollectionPlace>>;
  /** Every query. firestore.indexes.json and SQLite's indexes are generated from it. */
  indexes: Readonly<Record<string, IndexDeclaration>>;
  /** Firestore deletes by the field `expireAt`, infra/google declares the policy for these same collections; the SQLite store deletes at each start. */
  retention: Readonly<Record<string, Retention>>;
  /** Z5. Of each collection, oldest first: the first makes version 2 of version 1. */
  conversions: Readonly<Record<string, readonly Conversion[]>>;
  /** Of the collections that hold processes: what their `state` looks like. Other documents of the same collection have none. */
  states: Readonly<Record<string, Schema>>;
}

type In<Documents> = keyof Documents & string;

/** The form of a room's declaration: a place for each of its own documents. `Known`: also those of other rooms that it says more about. */
export interface CollectionsFor<Own, Known = Own> {
  places: { readonly [C in In<Own>]: CollectionPlace };
  indexes: Readonly<Record<string, IndexDeclaration<In<Known>>>>;
  retention: { readonly [C in In<Known>]?: Retention<keyof Known[C] & string> };
  conversions: { readonly [C in In<Known>]?: readonly Conversion[] };
  states: Needed<Own> & { readonly [C in In<Known>]?: Schema };
}

/** Whoever keeps a process says what its state looks like, or what a conversion makes of it is checked by nothing. */
type Needed<Own> = { readonly [C in In<Own> as Own[C] extends Keeping ? C : never]: Schema };

interface Keeping {
  commands: string[];
  state: { version: number };
}

import { COLLECTION_FIELD, type Collections, type IndexDeclaration } from '#kernel/store/collections.ts';
import { collectionsIn, placeOf, segmentOf } from '#kernel/store/paths.ts';
import { StoreError } from '#kernel/store/errors.ts';

type Scalar = string | number | boolean;
export type OrderValue = string | number;

/** A query that has been held against its declaration; adapters translate it and check nothing more. */
export interface CheckedQuery {
  index: string;
  declaration: IndexDeclaration;
  /** The name in a path of all that it reads. */
  segment: string;
  /** The collections that it reads by what they lie below; '' where one lies below nothing. More than one: by their segment. */
  below: ReadonlyMap<string, string>;
  /** What it is asked below; undefined where it spans all parents, or there are none. */
  parent: { collection: string; id: string } | undefined;
  spansParents: boolean;
  /** In the order of the declaration. */
  equal: { field: string; value: Scalar }[];
  from: OrderValue | undefined;
  to: OrderValue | undefined;
  limit: number;
  /** `below`: the path of what the document lies below, where the query spans parents. */
  after: { value: OrderValue; id: string; below: string | undefined } | undefined;
  /** The field whose list must hold the text. */
  holds: { field: string; text: string } | undefined;
}

/** The shape of any IndexQuery, before it is known to be one. */
export interface AnyQuery {
  index: string;
  equal: object;
  parent?: string;
  from?: OrderValue;
  to?: OrderValue;
  holds?: string;
  limit: number;
  after?: { value: OrderValue; id: string; parent?: string; collection?: string };
}

/** What queries are asked by. */
export type Queried = Pick<Collections, 'places' | 'indexes'>;

/** Throws undeclared_query with what differs from the declaration. */
export function checkQuery(collections: Queried, query: AnyQuery): CheckedQuery {
  const refuse = (why: string): never => {
    throw new StoreError('undeclared_query', `${query.index}: ${why}`);
  };
  const declaration = Object.hasOwn(collections.indexes, query.index) ? collections.indexes[query.index] : undefined;
  if (declaration === undefined) return refuse('no such index');
  if (!Number.isInteger(query.limit) || query.limit < 1 || query.limit > 500) refuse('limit is 1 to 500');
  const { below, segment } = reach(collections, declaration);
  const [parentCollection = ''] = below.keys();
  const spansParents = declaration.segment !== undefined || (parentCollection !== '' && declaration.scope === 'all');
  const onePerParent = parentCollection !== '' && !spansParents;
  if (onePerParent !== (query.parent !== undefined)) refuse(onePerParent ? 'needs a parent' : 'takes no parent');
  checkBounds(query, declaration, refuse);
  return {
    index: query.index,
    declaration,
    segment,
    below,
    parent: query.parent === undefined ? undefined : { collection: parentCollection, id: query.parent },
    spansParents,
    equal: equalValues(query, declaration, below, refuse),
    from: query.from,
    to: query.to,
    limit: query.limit,
    holds: heldText(query, declaration, refuse),
    after: query.after === undefined ? undefined : behind(query.after, { declaration, below, spansParents }, refuse),
  };
}

/** Which collections an index reads, and their name in a path. */
function reach(collections: Queried, declaration: IndexDeclaration): Pick<CheckedQuery, 'below' | 'segment'> {
  const names = collectionsIn(collections, declaration);
  const below = new Map(names.map((name) => [placeOf(collections, name).parent ?? '', name]));
  return { below, segment: declaration.segment ?? segmentOf(collections, declaration.collection) };
}

function behind(
  { value, id, parent, collection }: NonNullable<AnyQuery['after']>,
  { declaration, below, spansParents }: Pick<CheckedQuery, 'declaration' | 'below' | 'spansParents'>,
  refuse: (why: string) => never,
): NonNullable<CheckedQuery['after']> {
  if (spansParents !== (parent !== undefined)) refuse('after names a parent exactly when the query spans parents');
  if ((declaration.segment !== undefined) !== (collection !== undefined))
    refuse('after names a collection exactly when the query is over a segment');
  const name = collection ?? declaration.collection;
  const [above] = [...below].find(([, one]) => one === name) ?? refuse('after names a collection of another segment');
  return { value, id, below: parent === undefined ? undefined : `${above}/${parent}` };
}

/** A count is a query whose limit plays no part. */
export function checkCount(collections: Queried, query: Omit<AnyQuery, 'limit' | 'after'>): CheckedQuery {
  return checkQuery(collections, { ...query, limit: 1 });
}

function heldText(
  { holds }: AnyQuery,
  { holds: field }: IndexDeclaration,
  refuse: (why: string) => never,
): { field: string; text: string } | undefined {
  if (field === undefined) return holds === undefined ? undefined : refuse('its index reads no list');
  return typeof holds === 'string' ? { field, text: holds } : refuse(`names one text of ${field}`);
}

function equalValues(
  query: AnyQuery,
  declaration: IndexDeclaration,
  below: CheckedQuery['below'],
  refuse: (why: string) => never,
): { field: string; value: Scalar }[] {
  const given = new Map<string, unknown>(Object.entries(query.equal));
  if (given.size !== declaration.equal.length)
    refuse(`fixes exactly [${declaration.equal.join(', ')}], got [${[...given.keys()].join(', ')}]`);
  return declaration.equal.map((field) => {
    const value = given.get(field);
    if (isOfStore(declaration, field) && ![...below.values()].some((name) => name === value)) refuse(`${field} is one of its segment`);
    if (typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)))
      return { field, value };
    return refuse(`${field} needs a text, a number or true/false`);
  });
}

function checkBounds(query: AnyQuery, declaration: IndexDeclaration, refuse: (why: string) => never): void {
  const bounds = [query.from, query.to].filter((bound) => bound !== undefined);
  if (declaration.order === undefined && bounds.length > 0) refuse('has no order to bound');
  for (const value of query.after === undefined ? bounds : [...bounds, query.after.value]) {
    if (typeof value !== 'string' && !(typeof value === 'number' && Number.isFinite(value))) refuse('bounds are texts or numbers');
  }
  if (bounds.length === 2 && typeof bounds[0] !== typeof bounds[1]) refuse('both bounds are of one type');
}

/** Whether the store knows the value of an indexed field by where the document lies. */
export function isOfStore({ segment }: IndexDeclaration, field: string): boolean {
  return segment !== undefined && field === COLLECTION_FIELD;
}

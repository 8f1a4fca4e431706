import type { Collections, IndexDeclaration } from '#kernel/store/collections.ts';
import { placeOf } from '#kernel/store/paths.ts';
import { StoreError } from '#kernel/store/errors.ts';

type Scalar = string | number | boolean;
export type OrderValue = string | number;

/** A query that has been held against its declaration; adapters translate it and check nothing more. */
export interface CheckedQuery {
  index: string;
  declaration: IndexDeclaration;
  /** The collection's name in a path. */
  segment: string;
  parentCollection: string | undefined;
  parent: string | undefined;
  /** In the order of the declaration. */
  equal: { field: string; value: Scalar }[];
  from: OrderValue | undefined;
  to: OrderValue | undefined;
  limit: number;
  after: { value: OrderValue; id: string; parent: string | undefined } | undefined;
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
  after?: { value: OrderValue; id: string; parent?: string };
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
  const collection = placeOf(collections, declaration.collection);
  const onePerParent = collection.parent !== undefined && declaration.scope !== 'all';
  if (onePerParent !== (query.parent !== undefined)) refuse(onePerParent ? 'needs a parent' : 'takes no parent');
  checkBounds(query, declaration, refuse);
  const everywhere = collection.parent !== undefined && !onePerParent;
  if (query.after !== undefined && everywhere !== (query.after.parent !== undefined))
    refuse('after names a parent exactly when the query spans parents');
  return {
    index: query.index,
    declaration,
    segment: collection.segment ?? declaration.collection,
    parentCollection: collection.parent,
    parent: query.parent,
    equal: equalValues(query, declaration, refuse),
    from: query.from,
    to: query.to,
    limit: query.limit,
    holds: heldText(query, declaration, refuse),
    after: query.after === undefined ? undefined : { value: query.after.value, id: query.after.id, parent: query.after.parent },
  };
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

function equalValues(query: AnyQuery, declaration: IndexDeclaration, refuse: (why: string) => never): { field: string; value: Scalar }[] {
  const given = new Map<string, unknown>(Object.entries(query.equal));
  if (given.size !== declaration.equal.length)
    refuse(`fixes exactly [${declaration.equal.join(', ')}], got [${[...given.keys()].join(', ')}]`);
  return declaration.equal.map((field) => {
    const value = given.get(field);
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

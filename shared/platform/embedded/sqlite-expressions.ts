import { isOfStore } from '../store/check-query.ts';
import type { Collections, IndexDeclaration } from '#kernel/store/collections.ts';
import { placeOf } from '#kernel/store/paths.ts';

/** JSON text of a field, so that true, 1 and "1" stay three values. */
export function equalExpression(declaration: IndexDeclaration, field: string): string {
  return isOfStore(declaration, field) ? 'json_quote(collection)' : `json -> '${jsonPath(field)}'`;
}

/** A path in the order of Firestore, part by part: no part has a character as low as this one. */
export const PATH_IN_ORDER = "replace(path, '/', char(1))";

/** Value of a field as SQLite orders it: numbers before texts, texts by their UTF-8 bytes, as Firestore does. */
export function orderExpression(field: string): string {
  return `json ->> '${jsonPath(field)}'`;
}

/** What a document needs to be in the index. Queries repeat it word for word: that is how SQLite knows that the index answers them. */
export function membership(declaration: IndexDeclaration, collections: Iterable<string>): string {
  const names = [...collections].toSorted().map((name) => `'${plainWord(name)}'`);
  const ofCollection = declaration.segment === undefined ? `collection = ${names.join('')}` : `collection IN (${names.join(', ')})`;
  if (declaration.order === undefined) return ofCollection;
  return `${ofCollection} AND json_type(json, '${jsonPath(declaration.order.field)}') IN ('integer', 'real', 'text')`;
}

/** One that is read in both directions is one index, whatever names it is declared by. */
export function indexName({ collection, segment, scope, equal, order }: IndexDeclaration): string {
  const of = collection ?? `all_${segment}`;
  return ['by', of, ...(scope === 'all' ? ['everywhere'] : []), ...equal, ...(order === undefined ? [] : [order.field])]
    .map(plainWord)
    .join('_');
}

/** What an index is made of, in order: what is fixed first, ties last. */
export function indexColumns(collections: Pick<Collections, 'places'>, declaration: IndexDeclaration): string[] {
  const { collection, equal, order, scope } = declaration;
  const hasParent = collection === undefined || placeOf(collections, collection).parent !== undefined;
  const everywhere = hasParent && scope === 'all';
  return [
    ...(collection === undefined ? [] : ['collection']),
    ...(everywhere ? [] : ['parent']),
    ...equal.map((field) => equalExpression(declaration, field)),
    ...(order === undefined ? [] : [orderExpression(order.field)]),
    everywhere ? PATH_IN_ORDER : 'id',
  ];
}

function jsonPath(field: string): string {
  return `$.${plainWord(field)}`;
}

/** Names come from our own tables; this keeps it so that they can stand in SQL as they are. */
export function plainWord(name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) throw new TypeError(`not a plain name: ${JSON.stringify(name)}`);
  return name;
}

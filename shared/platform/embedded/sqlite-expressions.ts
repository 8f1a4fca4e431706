import type { Collections, IndexDeclaration } from '#kernel/store/collections.ts';
import { placeOf } from '#kernel/store/paths.ts';

/** JSON text of a field, so that true, 1 and "1" stay three values. */
export function equalExpression(field: string): string {
  return `json -> '${jsonPath(field)}'`;
}

/** Value of a field as SQLite orders it: numbers before texts, texts by their UTF-8 bytes, as Firestore does. */
export function orderExpression(field: string): string {
  return `json ->> '${jsonPath(field)}'`;
}

/** What a document needs to be in the index. Queries repeat it word for word: that is how SQLite knows that the index answers them. */
export function membership(declaration: IndexDeclaration): string {
  const ofCollection = `collection = '${plainWord(declaration.collection)}'`;
  if (declaration.order === undefined) return ofCollection;
  return `${ofCollection} AND json_type(json, '${jsonPath(declaration.order.field)}') IN ('integer', 'real', 'text')`;
}

export function spansParents(collections: Pick<Collections, 'places'>, declaration: IndexDeclaration): boolean {
  return placeOf(collections, declaration.collection).parent !== undefined && declaration.scope === 'all';
}

function jsonPath(field: string): string {
  return `$.${plainWord(field)}`;
}

/** Names come from our own tables; this keeps it so that they can stand in SQL as they are. */
export function plainWord(name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) throw new TypeError(`not a plain name: ${JSON.stringify(name)}`);
  return name;
}

import { collections } from '#products/rehearsal/stored/documents.ts';
import type { CollectionName, IndexDeclaration } from '#products/rehearsal/stored/documents.ts';

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

export function spansParents(declaration: IndexDeclaration): boolean {
  const collection: { parent?: CollectionName } = collections[declaration.collection];
  return collection.parent !== undefined && declaration.scope === 'all';
}

function jsonPath(field: string): string {
  return `$.${plainWord(field)}`;
}

/** Names come from our own tables; this keeps it so that they can stand in SQL as they are. */
export function plainWord(name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) throw new TypeError(`not a plain name: ${JSON.stringify(name)}`);
  return name;
}

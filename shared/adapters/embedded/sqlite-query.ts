import { append } from '#domain/lists.ts';
import type { SQLInputValue } from 'node:sqlite';
import type { CheckedQuery, OrderValue } from '../store/check-query.ts';
import { equalExpression, membership, orderExpression, spansParents } from './sqlite-schema.ts';

export interface Sql {
  text: string;
  values: SQLInputValue[];
}

/**
 * The query over its own index; INDEXED BY makes SQLite refuse rather than scan. The text depends only on the query's shape,
 * so that its prepared statement is used again.
 */
export function querySql(query: CheckedQuery, columns: string): Sql {
  const { declaration } = query;
  const conditions = [membership(declaration)];
  const values: SQLInputValue[] = [];
  const where = (condition: string, ...bound: SQLInputValue[]): void => {
    conditions.push(condition);
    append(values, bound);
  };
  const everywhere = spansParents(declaration);
  if (!everywhere) where('parent = ?', query.parent ?? '');
  for (const { field, value } of query.equal) where(`${equalExpression(field)} = ?`, JSON.stringify(value));
  const key = declaration.order === undefined ? undefined : orderExpression(declaration.order.field);
  if (key !== undefined) addBounds(query, key, where);
  const direction = declaration.order?.direction ?? 'asc';
  const tail = everywhere ? ['parent', 'id'] : ['id'];
  const order = key === undefined ? tail : [key, ...tail];
  if (query.after !== undefined) {
    const { value, parent, id } = query.after;
    const last = [...(key === undefined ? [] : [value]), ...(everywhere ? [parent ?? ''] : []), id];
    where(`(${order.join(', ')}) ${direction === 'asc' ? '>' : '<'} (${last.map(() => '?').join(', ')})`, ...last);
  }
  const text = `SELECT ${columns} FROM documents INDEXED BY "${query.index}" WHERE ${conditions.join(' AND ')} ORDER BY ${order
    .map((column) => `${column} ${direction}`)
    .join(', ')} LIMIT ?`;
  return { text, values: [...values, query.limit] };
}

/** A bound admits values of its own type only, as in Firestore; SQLite puts all numbers before the empty text. */
function addBounds({ from, to }: CheckedQuery, key: string, where: (condition: string, ...bound: OrderValue[]) => void): void {
  if (from !== undefined) where(`${key} >= ?`, from);
  else if (typeof to === 'string') where(`${key} >= ?`, '');
  if (to !== undefined) where(`${key} <= ?`, to);
  else if (typeof from === 'number') where(`${key} < ?`, '');
}

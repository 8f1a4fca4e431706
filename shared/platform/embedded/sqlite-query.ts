import { append } from '#kernel/lists.ts';
import type { SQLInputValue } from 'node:sqlite';
import type { CheckedQuery, OrderValue } from '../store/check-query.ts';
import { equalExpression, membership, orderExpression } from './sqlite-expressions.ts';
import { heldColumn, heldTable } from './sqlite-lists.ts';

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
  const { source, key, id, everywhere } = shapeOf(query);
  const { conditions, values, where } = conditionsOf(query);
  const direction = declaration.order?.direction ?? 'asc';
  const tail = everywhere ? ['parent', id] : [id];
  const order = key === undefined ? tail : [key, ...tail];
  if (query.after !== undefined) {
    const { value, parent, id } = query.after;
    const last = [...(key === undefined ? [] : [value]), ...(everywhere ? [parent ?? ''] : []), id];
    where(`(${order.join(', ')}) ${direction === 'asc' ? '>' : '<'} (${last.map(() => '?').join(', ')})`, ...last);
  }
  const joined = declaration.holds === undefined ? source : `${source} JOIN documents ON path = held_path`;
  const text = `SELECT ${columns} FROM ${joined} WHERE ${conditions.join(' AND ')} ORDER BY ${order
    .map((column) => `${column} ${direction}`)
    .join(', ')} LIMIT ?`;
  return { text, values: [...values, query.limit] };
}

/** How many documents the query would find without its limit, by its index alone. */
export function countSql(query: CheckedQuery): Sql {
  const { conditions, values } = conditionsOf(query);
  return { text: `SELECT count(*) AS found FROM ${shapeOf(query).source} WHERE ${conditions.join(' AND ')}`, values };
}

/** What is searched, and how the index names what it is ordered by. */
function shapeOf({ index, declaration, parentCollection }: CheckedQuery): {
  source: string;
  key: string | undefined;
  id: string;
  everywhere: boolean;
} {
  if (declaration.holds !== undefined) return { source: `"${heldTable(index)}"`, key: 'held_key', id: 'held_id', everywhere: false };
  const key = declaration.order === undefined ? undefined : orderExpression(declaration.order.field);
  return {
    source: `documents INDEXED BY "${index}"`,
    key,
    id: 'id',
    everywhere: parentCollection !== undefined && declaration.scope === 'all',
  };
}

interface Conditions {
  conditions: string[];
  values: SQLInputValue[];
  where: (condition: string, ...bound: SQLInputValue[]) => void;
}

function conditionsOf(query: CheckedQuery): Conditions {
  const { declaration, holds } = query;
  const conditions = holds === undefined ? [membership(declaration)] : ['held_text = ?'];
  const values: SQLInputValue[] = holds === undefined ? [] : [holds.text];
  const where = (condition: string, ...bound: SQLInputValue[]): void => {
    conditions.push(condition);
    append(values, bound);
  };
  const { key, everywhere } = shapeOf(query);
  if (holds === undefined && !everywhere) where('parent = ?', query.parent ?? '');
  query.equal.forEach(({ field, value }, n) =>
    where(`${holds === undefined ? equalExpression(field) : heldColumn(n)} = ?`, JSON.stringify(value)),
  );
  if (key !== undefined) addBounds(query, key, where);
  return { conditions, values, where };
}

/** A bound admits values of its own type only, as in Firestore; SQLite puts all numbers before the empty text. */
function addBounds({ from, to }: CheckedQuery, key: string, where: (condition: string, ...bound: OrderValue[]) => void): void {
  if (from !== undefined) where(`${key} >= ?`, from);
  else if (typeof to === 'string') where(`${key} >= ?`, '');
  if (to !== undefined) where(`${key} <= ?`, to);
  else if (typeof from === 'number') where(`${key} < ?`, '');
}

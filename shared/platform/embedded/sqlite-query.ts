import { append } from '#kernel/lists.ts';
import type { SQLInputValue } from 'node:sqlite';
import type { CheckedQuery, OrderValue } from '../store/check-query.ts';
import { equalExpression, indexName, membership, orderExpression, PATH_IN_ORDER } from './sqlite-expressions.ts';
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
  const { source, key, tie } = shapeOf(query);
  const { conditions, values, where } = conditionsOf(query);
  const direction = declaration.order?.direction ?? 'asc';
  const order = key === undefined ? [tie] : [key, tie];
  if (query.after !== undefined) {
    // A comparison of several values by itself would not be searched for.
    if (key !== undefined) where(`${key} ${direction === 'asc' ? '>=' : '<='} ?`, query.after.value);
    const { value, below, id } = query.after;
    const last = [
      ...(key === undefined ? [] : [value]),
      below === undefined ? id : `${below}/${query.segment}/${id}`.replaceAll('/', '\u0001'),
    ];
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
function shapeOf({ index, declaration, spansParents }: CheckedQuery): { source: string; key: string | undefined; tie: string } {
  if (declaration.holds !== undefined) return { source: `"${heldTable(index)}"`, key: 'held_key', tie: 'held_id' };
  const key = declaration.order === undefined ? undefined : orderExpression(declaration.order.field);
  return { source: `documents INDEXED BY "${indexName(declaration)}"`, key, tie: spansParents ? PATH_IN_ORDER : 'id' };
}

interface Conditions {
  conditions: string[];
  values: SQLInputValue[];
  where: (condition: string, ...bound: SQLInputValue[]) => void;
}

function conditionsOf(query: CheckedQuery): Conditions {
  const { declaration, holds } = query;
  const conditions = holds === undefined ? [membership(declaration, query.below.values())] : ['held_text = ?'];
  const values: SQLInputValue[] = holds === undefined ? [] : [holds.text];
  const where = (condition: string, ...bound: SQLInputValue[]): void => {
    conditions.push(condition);
    append(values, bound);
  };
  const { key } = shapeOf(query);
  if (holds === undefined && !query.spansParents) where('parent = ?', query.parent?.id ?? '');
  query.equal.forEach(({ field, value }, n) =>
    where(`${holds === undefined ? equalExpression(declaration, field) : heldColumn(n)} = ?`, JSON.stringify(value)),
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

import type { CheckedQuery, OrderValue } from '../store/check-query.ts';
import { valueOf, type Value } from './firestore-rest-values.ts';

/** The query as its declared index answers it; ties by document id, in the direction of the order, as in every Firestore index. `place`: what it is run under. */
export function restQuery(root: string, checked: CheckedQuery): { place: string; structuredQuery: { limit: number } } {
  const { declaration, segment, parent, spansParents, after } = checked;
  const place = parent === undefined ? root : `${root}/${parent.collection}/${parent.id}`;
  const direction = declaration.order?.direction === 'desc' ? 'DESCENDING' : 'ASCENDING';
  const fields = [...(declaration.order === undefined ? [] : [declaration.order.field]), '__name__'];
  const filters = filtersOf(checked);
  const structuredQuery = {
    from: [{ collectionId: segment, allDescendants: spansParents }],
    ...(filters.length === 0 ? {} : { where: { compositeFilter: { op: 'AND', filters } } }),
    orderBy: fields.map((fieldPath) => ({ field: { fieldPath }, direction })),
    ...(after === undefined ? {} : { startAt: { values: cursorOf(root, place, checked, after), before: false } }),
    limit: checked.limit,
  };
  return { place, structuredQuery };
}

function filtersOf({ declaration, equal, holds, from, to }: CheckedQuery): object[] {
  const filter = (fieldPath: string, op: string, value: OrderValue | boolean): object => ({
    fieldFilter: { field: { fieldPath }, op, value: valueOf(value) },
  });
  const { field = '' } = declaration.order ?? {};
  return [
    ...equal.map((one) => filter(one.field, 'EQUAL', one.value)),
    ...(holds === undefined ? [] : [filter(holds.field, 'ARRAY_CONTAINS', holds.text)]),
    ...(from === undefined ? [] : [filter(field, 'GREATER_THAN_OR_EQUAL', from)]),
    ...(to === undefined ? [] : [filter(field, 'LESS_THAN_OR_EQUAL', to)]),
  ];
}

function cursorOf(root: string, place: string, { declaration, segment }: CheckedQuery, after: NonNullable<CheckedQuery['after']>): Value[] {
  const under = after.below === undefined ? place : `${root}/${after.below}`;
  const last = { referenceValue: `${under}/${segment}/${after.id}` };
  return declaration.order === undefined ? [last] : [valueOf(after.value), last];
}

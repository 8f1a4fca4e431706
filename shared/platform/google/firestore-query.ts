import { FieldPath } from '@google-cloud/firestore';
import type { DocumentData, Firestore, Query } from '@google-cloud/firestore';
import type { CheckedQuery } from '../store/check-query.ts';

/** The query as its declared index answers it; ties by document id, in the direction of the order, as in every Firestore index. */
export function firestoreQuery(firestore: Firestore, checked: CheckedQuery): Query<DocumentData> {
  const { declaration, segment, after } = checked;
  const query = firestoreSearch(firestore, checked);
  if (after === undefined) return query.limit(checked.limit);
  const last = after.below === undefined ? after.id : firestore.doc(`${after.below}/${segment}/${after.id}`);
  return (declaration.order === undefined ? query.startAfter(last) : query.startAfter(after.value, last)).limit(checked.limit);
}

/** Without a beginning and a limit. */
export function firestoreSearch(firestore: Firestore, checked: CheckedQuery): Query<DocumentData> {
  const { declaration, segment, parent, spansParents, from, to } = checked;
  const place = parent === undefined ? segment : `${parent.collection}/${parent.id}/${segment}`;
  let query: Query<DocumentData> = spansParents ? firestore.collectionGroup(segment) : firestore.collection(place);
  for (const { field, value } of checked.equal) query = query.where(field, '==', value);
  if (checked.holds !== undefined) query = query.where(checked.holds.field, 'array-contains', checked.holds.text);
  const direction = declaration.order?.direction ?? 'asc';
  if (declaration.order !== undefined) {
    const { field } = declaration.order;
    if (from !== undefined) query = query.where(field, '>=', from);
    if (to !== undefined) query = query.where(field, '<=', to);
    query = query.orderBy(field, direction);
  }
  return query.orderBy(FieldPath.documentId(), direction);
}

import { FieldPath } from '@google-cloud/firestore';
import type { DocumentData, Firestore, Query } from '@google-cloud/firestore';
import type { CheckedQuery } from '../store/check-query.ts';

/** The query as its declared index answers it; ties by document id, in the direction of the order, as in every Firestore index. */
export function firestoreQuery(firestore: Firestore, checked: CheckedQuery): Query<DocumentData> {
  const { declaration, segment, parentCollection, parent, after } = checked;
  const everywhere = parentCollection !== undefined && parent === undefined;
  const query = firestoreSearch(firestore, checked);
  if (after === undefined) return query.limit(checked.limit);
  const last = everywhere ? firestore.doc(`${parentCollection}/${after.parent}/${segment}/${after.id}`) : after.id;
  return (declaration.order === undefined ? query.startAfter(last) : query.startAfter(after.value, last)).limit(checked.limit);
}

/** Without a beginning and a limit. */
export function firestoreSearch(firestore: Firestore, checked: CheckedQuery): Query<DocumentData> {
  const { declaration, segment, parentCollection, parent, from, to } = checked;
  const everywhere = parentCollection !== undefined && parent === undefined;
  const place = parentCollection === undefined ? segment : `${parentCollection}/${parent}/${segment}`;
  let query: Query<DocumentData> = everywhere ? firestore.collectionGroup(segment) : firestore.collection(place);
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

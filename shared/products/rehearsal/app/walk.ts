import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import type { IndexName, IndexQuery, Tables } from '#products/rehearsal/stored/documents.ts';
import { collections } from '#products/rehearsal/stored/documents.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** Indexes over requests. */
export type RequestIndex = { [I in IndexName]: Tables['indexes'][I]['collection'] extends 'requests' ? I : never }[IndexName];

const PAGE = 200;

/** The first `most` requests of an index, a page behind the other. `isWhole`: there are no more. */
export async function walkRequests<I extends RequestIndex>(
  { store }: Pick<System, 'store'>,
  query: Omit<IndexQuery<I>, 'limit' | 'after'>,
  most: number,
): Promise<{ documents: RequestDocument[]; isWhole: boolean }> {
  const documents: RequestDocument[] = [];
  let after: Cursor | undefined;
  while (documents.length < most) {
    const limit = Math.min(PAGE, most - documents.length);
    const wanted = { ...query, limit, ...(after === undefined ? {} : { after }) } as IndexQuery<I>;
    const found = (await store.query(wanted)).map(({ document }): RequestDocument => document);
    for (const document of found) documents.push(document);
    const last = found.at(-1);
    if (last === undefined || found.length < limit) return { documents, isWhole: true };
    after = cursorOf(query.index, last);
  }
  return { documents, isWhole: false };
}

/** Where an index goes on. */
export interface Cursor {
  value: string | number;
  id: string;
}

export function cursorOf(index: RequestIndex, document: RequestDocument): Cursor {
  const order = collections.indexes[index]?.order;
  const value: unknown = order === undefined ? '' : Reflect.get(document, order.field);
  if (typeof value !== 'string' && typeof value !== 'number') throw new TypeError(`${document.id} is not in ${index}`);
  return { value, id: document.id };
}

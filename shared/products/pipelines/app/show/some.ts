import type { Cursor, Page } from '#products/pipelines/domain/shown/list.ts';
import type { Instant } from '#kernel/time.ts';

interface Found<T> {
  ref: { id: string };
  document: T & { createdAt: Instant };
}

/** Documents that one answer looks at. */
const MOST_LOOKED = 1_000;
const AT_ONCE = 100;

/** W8. Of what `read` gives in order, those that fit, up to `limit` of them. */
export async function someOf<T>(
  read: (page: { limit: number; after?: Cursor }) => Promise<readonly Found<T>[]>,
  fits: (document: T) => boolean,
  { limit, after }: { limit: number; after?: Cursor | undefined },
): Promise<Page<T>> {
  const rows: T[] = [];
  let last = after;
  for (let looked = 0; looked < MOST_LOOKED; looked += AT_ONCE) {
    const found = await read({ limit: AT_ONCE, ...(last === undefined ? {} : { after: last }) });
    for (const { ref, document } of found) {
      if (fits(document)) {
        if (rows.length === limit) return { rows, next: last };
        rows.push(document);
      }
      last = { value: document.createdAt, id: ref.id };
    }
    if (found.length < AT_ONCE) return { rows, next: undefined };
  }
  return { rows, next: last, looked: MOST_LOOKED };
}

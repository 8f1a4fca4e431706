import { someOf as anyOf } from '#kernel/app/some-of.ts';
import type { Cursor, Page } from '#products/pipelines/domain/shown/list.ts';
import type { Instant } from '#kernel/time.ts';

interface Found<T> {
  ref: { id: string };
  document: T & { createdAt: Instant };
}

const AT_ONCE = 100;

/** W8. Of what `read` gives in order, newest first, those that fit, up to `limit` of them. */
export async function someOf<T>(
  read: (page: { limit: number; after?: Cursor }) => Promise<readonly Found<T>[]>,
  fits: (document: T) => boolean,
  paging: { limit: number; after?: Cursor | undefined },
): Promise<Page<T>> {
  const how = {
    fits: ({ document }: Found<T>) => fits(document),
    placeOf: ({ ref: { id }, document: { createdAt: value } }: Found<T>) => ({ value, id }),
  };
  const { rows, ...rest } = await anyOf(read, how, { ...paging, atOnce: AT_ONCE });
  return { ...rest, rows: rows.map(({ document }) => document) };
}

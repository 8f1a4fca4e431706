/** Where a list goes on. */
interface Place {
  value: number;
  id: string;
}

interface Some<T> {
  rows: T[];
  /** Undefined where there are no more. */
  next: Place | undefined;
  /** So many were looked at, and more may fit: with `next` it goes on behind them. */
  looked?: number;
}

/** Documents that one answer looks at. */
const MOST_LOOKED = 1_000;

/**
 * W4, W8. Of what `read` gives in order, those that fit, up to `limit` of them: whoever sees a part of a list gets whole pages of that part, and does not
 * hear how much lies between.
 */
export async function someOf<T>(
  read: (page: { limit: number; after?: Place }) => Promise<readonly T[]>,
  { fits, placeOf }: { fits: (one: T) => boolean; placeOf: (one: T) => Place },
  { limit, after, atOnce }: { limit: number; after?: Place | undefined; atOnce: number },
): Promise<Some<T>> {
  const rows: T[] = [];
  let last = after;
  for (let looked = 0; looked < MOST_LOOKED; looked += atOnce) {
    const found = await read({ limit: atOnce, ...(last === undefined ? {} : { after: last }) });
    for (const one of found) {
      if (fits(one)) {
        if (rows.length === limit) return { rows, next: last };
        rows.push(one);
      }
      last = placeOf(one);
    }
    if (found.length < atOnce) return { rows, next: undefined };
  }
  return { rows, next: last, looked: MOST_LOOKED };
}

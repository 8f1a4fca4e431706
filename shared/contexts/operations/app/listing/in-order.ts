import type { Listing, ListingCursor } from '#contexts/operations/domain/listing/listing.ts';

/** One page of something that is in order. */
export type Reading = (page: { limit: number; after?: ListingCursor }) => Promise<Listing[]>;

interface Start {
  /** Of a page. */
  size: number;
  after?: ListingCursor | undefined;
}

/** All that these give, newest first, ties by id in the same direction; no page is read before it is needed. */
export async function* inOrder(reads: readonly Reading[], start: Start): AsyncGenerator<Listing> {
  const each = await Promise.all(reads.map((read) => opened(pagesOf(read, start))));
  for (;;) {
    const [first] = each.filter(hasHead).toSorted((a, b) => newestFirst(a.head, b.head));
    if (first === undefined) return;
    yield first.head;
    await first.move();
  }
}

async function* pagesOf(read: Reading, { size, after }: Start): AsyncGenerator<Listing> {
  for (let last = after; ;) {
    const page = await read({ limit: size, ...(last === undefined ? {} : { after: last }) });
    yield* page;
    const end = page.at(-1);
    if (end === undefined || page.length < size) return;
    last = { value: end.createdAt, id: end.id };
  }
}

interface Opened {
  head: Listing | undefined;
  move(): Promise<void>;
}

async function opened(listings: AsyncGenerator<Listing>): Promise<Opened> {
  const one: Opened = {
    head: undefined,
    async move() {
      const next = await listings.next();
      one.head = next.done === true ? undefined : next.value;
    },
  };
  await one.move();
  return one;
}

function hasHead(one: Opened): one is Opened & { head: Listing } {
  return one.head !== undefined;
}

function newestFirst(a: Listing, b: Listing): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1);
}

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findOperation, findOperations, MOST_LOOKED } from '#contexts/operations/app/listing/find.ts';
import type { OperationFilter } from '#contexts/operations/domain/listing/filter.ts';
import type { Listing, ListingCursor } from '#contexts/operations/domain/listing/listing.ts';
import type { ListingSource } from '#contexts/operations/ports/listings.ts';
import { anyFilter, anyListings, listing, naively, plainSource } from '#test/support/listings.ts';

const sizes = fc.integer({ min: 1, max: 4 });

/** Page behind page, as people turn them; `between`: what happens meanwhile. */
async function pages(
  sources: readonly ListingSource[],
  filter: OperationFilter,
  limit: number,
  between: () => void = () => undefined,
): Promise<string[]> {
  const seen: string[] = [];
  for (let after: ListingCursor | undefined, first = true; first || after !== undefined; first = false) {
    const { listings, next } = await findOperations(sources, filter, { limit, after });
    expect(listings.length).toBeLessThanOrEqual(limit);
    seen.push(...listings.map(({ id }) => id));
    after = next;
    between();
  }
  return seen;
}

/** The same operations, kept by two owners. */
function shared(all: readonly Listing[]): ListingSource[] {
  return [plainSource(all.filter(({ program }) => program === 'action')), plainSource(all.filter(({ program }) => program !== 'action'))];
}

test('O6 whatever is asked for together, of whatever is kept, all pages together are what a look at everything finds', async () => {
  await fc.assert(
    fc.asyncProperty(anyListings, anyFilter, sizes, async (all, filter, limit) => {
      expect(await pages(shared(all), filter, limit)).toEqual(naively(all, filter));
    }),
    { numRuns: 500 },
  );
});

test('O6 W8 what arrives while pages are turned moves nothing behind the first', async () => {
  await fc.assert(
    fc.asyncProperty(anyListings, anyListings, anyFilter, sizes, async (all, arriving, filter, limit) => {
      const kept = [...all];
      const source = plainSource(kept);
      const later = arriving.map((one, n) => ({ ...one, id: `new-${n}`, createdAt: 100 + n }));
      const before = naively(all, filter);
      const seen = await pages([source], filter, limit, () => {
        const next = later.shift();
        if (next !== undefined) kept.push(next);
      });
      expect(seen).toEqual(before);
    }),
  );
});

test('O6 Z3 what is rare is looked up, and the rest is looked at: a look costs what fits, not what there is', async () => {
  const all = Array.from({ length: 5_000 }, (_, n) => listing({ id: `r${n}`, createdAt: n, state: n === 17 ? 'lost' : 'done' }));
  const source = plainSource(all);
  const found = await findOperations([source], { program: 'job', state: 'lost', backend: 'local' }, { limit: 50 });
  expect(found.listings.map(({ id }) => id)).toEqual(['r17']);
  expect(source.reads).toBe(1);
  const before = source.reads;
  await findOperations([source], { state: 'done' }, { limit: 10 });
  expect(source.reads - before).toBe(11);
});

test('O6 where nothing that is asked for is rare, an answer looks at a thousand, says so, and goes on behind them', async () => {
  const all = Array.from({ length: 2_600 }, (_, n) =>
    listing({ id: `r${n}`, createdAt: n, ...(n % 2 === 0 ? { name: 'a', backend: 'local' } : { name: 'b', backend: 'backup' }) }),
  );
  all.push(listing({ id: 'both', createdAt: 0, name: 'a', backend: 'backup' }));
  const filter = { name: 'a', backend: 'backup' };
  const first = await findOperations([plainSource(all)], filter, { limit: 10 });
  expect(first).toMatchObject({ listings: [], looked: MOST_LOOKED });
  expect(await pages([plainSource(all)], filter, 10)).toEqual(['both']);
  expect(await findOperations([plainSource(all)], { name: 'nobody', state: 'done' }, { limit: 10 })).toEqual({
    listings: [],
    next: undefined,
  });
});

test('O6 one operation is found by its id, and by that of an attempt of it', async () => {
  const sources = shared([listing({ id: 'abcdefghijklmnop', program: 'action' }), listing({ id: 'rq1-0-1' })]);
  expect((await findOperation(sources, 'abcdefghijklmnop'))?.id).toBe('abcdefghijklmnop');
  expect((await findOperation(sources, 'abcdefghijklmnop-002'))?.id).toBe('abcdefghijklmnop');
  expect((await findOperation(sources, 'rq1-0-1'))?.id).toBe('rq1-0-1');
  expect(await findOperation(sources, 'nobody')).toBeUndefined();
});

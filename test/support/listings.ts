import fc from 'fast-check';
import { termsOf, type OperationFilter } from '#contexts/operations/domain/listing/filter.ts';
import { operationStates, type Listing, type ListingCursor } from '#contexts/operations/domain/listing/listing.ts';
import type { ListingSource } from '#contexts/operations/ports/listings.ts';

const HOME = 'oppia/oppia';

export function listing(given: Partial<Listing> = {}): Listing {
  const subject = { kind: 'request', id: 'rq1' };
  const common = { id: 'run-1', subject, within: subject, name: 'CountTopicsJob', home: HOME, backend: 'local', people: ['ada'] };
  return { ...common, program: 'job', state: 'executing', createdAt: 1, ...given };
}

const names = ['CountTopicsJob', 'counttopicsjob', 'Größe', 'extract', 'a b'];
const people = ['ada', 'Ada Lovelace', 'grace', 'GRACE'];
const programs = ['job', 'action', 'build'] as const;
const backends = ['local', 'backup'];
const LATEST = 9;

/** So few of everything that combinations meet, with instants that many share. */
export const anyListings: fc.Arbitrary<Listing[]> = fc.uniqueArray(
  fc
    .record({
      id: fc.stringMatching(/^[a-c]{1,3}$/),
      program: fc.constantFrom(...programs),
      name: fc.constantFrom(...names),
      backend: fc.constantFrom(...backends),
      state: fc.constantFrom(...operationStates),
      people: fc.subarray(people),
      createdAt: fc.integer({ min: 1, max: LATEST }),
    })
    .map((given) => listing(given)),
  { selector: ({ id }) => id, maxLength: 25 },
);

const maybe = <V>(values: readonly V[]): fc.Arbitrary<V | undefined> => fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 });

export const anyFilter: fc.Arbitrary<OperationFilter> = fc.record({
  program: maybe(programs),
  name: maybe([...names, ' EXTRACT ', 'nobody’s']),
  backend: maybe(backends),
  state: maybe(operationStates),
  person: maybe(people),
  since: maybe([1, 3, 5]),
  until: maybe([3, 5, LATEST]),
});

/** What is asked for, said once more and as plainly as can be. */
export function naively(all: readonly Listing[], filter: OperationFilter): string[] {
  const alike = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
  const found = all.filter((one) => {
    if (filter.program !== undefined && one.program !== filter.program) return false;
    if (filter.name !== undefined && !alike(one.name, filter.name)) return false;
    if (filter.backend !== undefined && one.backend !== filter.backend) return false;
    if (filter.state !== undefined && one.state !== filter.state) return false;
    if (filter.person !== undefined && !one.people.some((person) => alike(person, filter.person ?? ''))) return false;
    if (filter.since !== undefined && one.createdAt < filter.since) return false;
    return filter.until === undefined || one.createdAt <= filter.until;
  });
  return found.toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1)).map(({ id }) => id);
}

/** A source as its port promises it; what stands in the list may change at any time. */
export function plainSource(all: readonly Listing[]): ListingSource & { reads: number } {
  const holding = (term: string | undefined, from = 0, to = Infinity): Listing[] =>
    all
      .filter((one) => (term === undefined || termsOf(one).includes(term)) && one.createdAt >= from && one.createdAt <= to)
      .toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
  const isBehind = ({ createdAt, id }: Listing, { value, id: last }: ListingCursor): boolean =>
    createdAt < value || (createdAt === value && id < last);
  const source = {
    reads: 0,
    get: async (id: string) => all.find((one) => one.id === id),
    count: async (term: string, { from, to }: { from?: number; to?: number }) => holding(term, from, to).length,
    async read(term: string | undefined, { from, to, limit, after }: Parameters<ListingSource['read']>[1]) {
      const found = holding(term, from, to).filter((one) => after === undefined || isBehind(one, after));
      source.reads += Math.min(limit, found.length);
      return found.slice(0, limit);
    },
  };
  return source;
}

import { inOrder } from '#contexts/operations/app/listing/in-order.ts';
import { knownTerm } from '#contexts/operations/domain/listing/filter.ts';
import { isEnded, type Listing } from '#contexts/operations/domain/listing/listing.ts';
import type { Known, KnownReader, Repository } from '#contexts/operations/ports/known.ts';
import type { ListingSource } from '#contexts/operations/ports/listings.ts';

export interface KnownStanding extends Known {
  key: string;
  /** The newest that is over, and the newest that is not, if it is newer. */
  last: Listing | undefined;
  underWay: Listing | undefined;
}

export interface KnownPage {
  known: KnownStanding[];
  /** Of all pages. */
  count: number;
  notes: string[];
  /** Key of the last, where more follow. */
  next: string | undefined;
}

interface Asked {
  /** Part of their names. */
  name?: string | undefined;
  limit: number;
  after?: string | undefined;
}

/** O6. What can be run of a repository, by name, and how each ended last. Undefined: nobody has anything to do with it. */
export async function listKnown(
  sources: readonly ListingSource[],
  readers: readonly KnownReader[],
  repository: Repository,
  { name = '', limit, after = '' }: Asked,
): Promise<KnownPage | undefined> {
  const read = (await Promise.all(readers.map((reader) => reader.read(repository)))).filter((one) => one !== undefined);
  if (read.length === 0) return undefined;
  const part = name.trim().toLowerCase();
  const all = read
    .flatMap(({ known }) => known)
    .filter((one) => one.name.toLowerCase().includes(part))
    .map((one) => ({ ...one, key: `${one.home} ${one.name}` }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const behind = all.filter(({ key }) => key > after);
  const known = await Promise.all(behind.slice(0, limit).map(async (one) => ({ ...one, ...(await standingOf(sources, one)) })));
  return {
    known,
    count: all.length,
    notes: read.flatMap(({ notes }) => notes),
    next: behind.length > limit ? known.at(-1)?.key : undefined,
  };
}

/** Those of a name that were made since its last end and are looked at: more are not under way of one thing. */
const MOST_UNDER_WAY = 100;
/** Mostly the newest is over, and often nothing else is read. */
const PAGE = 2;

async function standingOf(sources: readonly ListingSource[], { home, name }: Known): Promise<Pick<KnownStanding, 'last' | 'underWay'>> {
  const term = knownTerm(home, name);
  const reads = sources.map((source) => (page: { limit: number }) => source.read(term, page));
  let underWay: Listing | undefined;
  let looked = 0;
  for await (const listing of inOrder(reads, { size: PAGE })) {
    // A term is cut, and a name is not.
    if (listing.name === name && isEnded(listing)) return { last: listing, underWay };
    if (listing.name === name) underWay ??= listing;
    looked += 1;
    if (looked === MOST_UNDER_WAY) break;
  }
  return { last: undefined, underWay };
}

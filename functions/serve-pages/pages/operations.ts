import type { ServerResponse } from 'node:http';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import type { Listing } from '#contexts/operations/domain/listing/listing.ts';
import { findOperations } from '#contexts/operations/app/listing/find.ts';
import { inSight } from '#contexts/access/app/in-sight.ts';
import { clip } from '#html/text.ts';
import { cursorText, placeIn } from '#doors/cursors.ts';
import { filterGiven, filterOptions } from '#products/rehearsal/contracts/operation-filter.ts';
import { listingSources } from '#products/rehearsal/app/operate/operations.ts';
import { operationsPage } from '#products/rehearsal/pages/operations/list-page.ts';
import type { PageDependencies } from '../dependencies.ts';
import type { Page } from '../page.ts';
import type { PageSender } from '../sending.ts';

export const operations: Page = {
  guarded: { paths: ['/operations'], permission: 'operations.read', on: () => ({ anywhere: true }) },
  navigation: { label: 'Operations', group: 'work', place: 3 },
  serve: showOperations,
};

const A_PAGE = 50;

/** O6, W8. */
async function showOperations(
  dependencies: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const { system, timeZone, links } = dependencies;
  const query = askedIn(url.searchParams);
  const problems: string[] = [];
  const {
    called: name,
    at: backend,
    by: person,
    ...others
  } = filterGiven(Object.fromEntries(query), (text) => problems.push(text.replace(/^--/, '')));
  const paging = { limit: A_PAGE, after: placeIn(links, '/operations', url.searchParams.get('after')) };
  const [found, now] = await Promise.all([
    problems.length > 0 ? NONE : findOperations(listingSources(system), { name, backend, person, ...others }, paging),
    system.store.now(),
  ]);
  const listings = await seenOf(dependencies, viewer, found.listings);
  if (paging.after !== undefined) query.set('after', url.searchParams.get('after') ?? '');
  send(
    response,
    200,
    operationsPage({
      next: cursorText(links, '/operations', found.next),
      looked: found.looked,
      listings,
      query,
      problems,
      when: { now, timeZone },
    }),
  );
}

const NONE: Awaited<ReturnType<typeof findOperations>> = { listings: [], next: undefined };

/** What is left empty in the form is not asked for. */
function askedIn(given: URLSearchParams): URLSearchParams {
  const names = Object.keys(filterOptions).filter((name) => (given.get(name) ?? '').trim() !== '');
  return new URLSearchParams(names.map((name): [string, string] => [name, clip((given.get(name) ?? '').trim(), 500)]));
}

/** W4. */
async function seenOf({ placeOf }: PageDependencies, viewer: Principal | undefined, all: readonly Listing[]): Promise<Listing[]> {
  const sees = inSight(viewer, 'operations.read');
  const seen = await Promise.all(
    all.map(async ({ backend, within }) => sees({ backend }) || sees({ ...(await placeOf(within)), backend })),
  );
  return all.filter((_, at) => seen[at] === true);
}

import type { ServerResponse } from 'node:http';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import type { Listing } from '#contexts/operations/domain/listing/listing.ts';
import { findOperations } from '#contexts/operations/app/listing/find.ts';
import { inSight } from '#contexts/access/app/in-sight.ts';
import { readFilter } from '#html/filter/read.ts';
import { cursorText, placeIn } from '#doors/cursors.ts';
import { listingSources } from '#products/rehearsal/app/operate/operations.ts';
import { operationsFilter, operationsPage } from '#products/rehearsal/pages/operations/list-page.ts';
import type { PageDependencies } from '../dependencies.ts';
import { backendProblem } from '../backend-problem.ts';
import type { Page } from '../page.ts';
import type { PageSender } from '../sending.ts';

export const operations: Page = {
  guarded: { paths: ['/operations'], permission: 'operations.read', on: () => ({ anywhere: true }) },
  filter: operationsFilter,
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
  const asked = readFilter(operationsFilter, url.searchParams);
  const paging = { limit: A_PAGE, after: placeIn(links, '/operations', url.searchParams.get('after')) };
  const [problems, found, now] = await Promise.all([
    backendProblem(system, viewer, asked),
    findOperations(listingSources(system), asked.values, paging),
    system.store.now(),
  ]);
  const listings = await seenOf(dependencies, viewer, found.listings);
  const query = new URLSearchParams(asked.typed);
  if (paging.after !== undefined) query.set('after', url.searchParams.get('after') ?? '');
  send(
    response,
    200,
    operationsPage({
      next: cursorText(links, '/operations', found.next),
      looked: found.looked,
      listings,
      query,
      asked: { ...asked, problems },
      when: { now, timeZone },
    }),
  );
}

/** W4. */
async function seenOf({ placeOf }: PageDependencies, viewer: Principal | undefined, all: readonly Listing[]): Promise<Listing[]> {
  const sees = inSight(viewer, 'operations.read');
  const seen = await Promise.all(
    all.map(async ({ backend, within }) => sees({ backend }) || sees({ ...(await placeOf(within)), backend })),
  );
  return all.filter((_, at) => seen[at] === true);
}

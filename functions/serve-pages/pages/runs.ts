import type { ServerResponse } from 'node:http';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { listRuns } from '#products/pipelines/app/show/runs.ts';
import { cursorText, placeIn } from '#doors/cursors.ts';
import { runsFilter, runsPage } from '#products/pipelines/pages/runs/runs-page.ts';
import { readFilter } from '#html/filter/read.ts';
import { backendProblem } from '../backend-problem.ts';
import type { Page } from '../page.ts';
import type { PageDependencies } from '../dependencies.ts';
import type { PageSender } from '../sending.ts';

export const runs: Page = {
  guarded: { paths: ['/runs'], permission: 'runs.read', on: () => ({ anywhere: true }) },
  filter: runsFilter,
  navigation: { label: 'Runs', group: 'work', place: 1 },
  serve: showRuns,
};

const ROWS = 50;

/** W6, W8. Those that whoever looks may see. */
async function showRuns(
  { system, timeZone, links }: PageDependencies,
  send: PageSender,
  { searchParams: query }: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const asked = readFilter(runsFilter, query);
  const [problems, found, now] = await Promise.all([
    backendProblem(system, viewer, asked),
    listRuns(system, {
      ...asked.values,
      viewer: viewer ?? { grants: [] },
      limit: ROWS,
      after: placeIn(links, '/runs', query.get('after')),
    }),
    system.store.now(),
  ]);
  send(
    response,
    200,
    runsPage({
      found: { ...found, next: cursorText(links, '/runs', found.next) },
      asked: { ...asked, problems },
      query,
      when: { now, timeZone },
    }),
  );
}

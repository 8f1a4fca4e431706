import type { ServerResponse } from 'node:http';
import { isWithin, placesOf } from '#contexts/access/domain/rights/may.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { listRuns } from '#products/pipelines/app/show/runs.ts';
import { runStates, type RunsFilter } from '#products/pipelines/domain/shown/runs.ts';
import { isWorkspaceName } from '#products/pipelines/domain/workspace/state.ts';
import { readCursor } from '#products/pipelines/pages/cursor.ts';
import { runsPage } from '#products/pipelines/pages/runs/runs-page.ts';
import { clip } from '#html/text.ts';
import type { Page } from '../page.ts';
import type { PageDependencies } from '../dependencies.ts';
import type { PageSender } from '../sending.ts';

export const runs: Page = {
  guarded: { paths: ['/runs'], permission: 'runs.read', on: () => ({ anywhere: true }) },
  navigation: { label: 'Runs', group: 'work', place: 1 },
  serve: showRuns,
};

const ROWS = 50;

/** W6, W8. Those that whoever looks may see. */
async function showRuns(
  { system, timeZone }: PageDependencies,
  send: PageSender,
  { searchParams: query }: URL,
  response: ServerResponse,
  viewer: Pick<Principal, 'grants'> = { grants: [] },
): Promise<void> {
  const places = placesOf(viewer, 'runs.read');
  const filter = filterIn(query);
  const [found, now] = await Promise.all([
    listRuns(system, {
      ...filter,
      sees: ({ workspace, backend }) => isWithin(places, { workspace, backend }),
      limit: ROWS,
      after: readCursor(query.get('after')),
    }),
    system.store.now(),
  ]);
  send(response, 200, runsPage({ found, filter, when: { now, timeZone } }));
}

/** What is not known is left out. */
function filterIn(query: URLSearchParams): RunsFilter {
  const [workspace, backend, by] = ['workspace', 'backend', 'by'].map((name) => clip((query.get(name) ?? '').trim(), 100));
  return {
    workspace: workspace !== undefined && isWorkspaceName(workspace) ? workspace : undefined,
    backend: backend !== undefined && /^[a-z0-9-]{1,100}$/.test(backend) ? backend : undefined,
    state: runStates.find((state) => state === query.get('state')),
    by: by === '' ? undefined : by,
  };
}

import type { ServerResponse } from 'node:http';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { houseOf } from '#products/pipelines/app/house.ts';
import { readShownRun, readSteps } from '#products/pipelines/app/show/run.ts';
import { actionsFilter, graphPage, runPage } from '#products/pipelines/pages/runs/run-page.ts';
import { missingPage } from '#products/rehearsal/pages/error-page.ts';
import { readFilter } from '#html/filter/read.ts';
import { here, offersFor } from '../offers.ts';
import type { Page } from '../page.ts';
import type { PageDependencies } from '../dependencies.ts';
import type { PageSender } from '../sending.ts';

export const run: Page = {
  guarded: {
    paths: ['/runs/:id', '/runs/:id/graph'],
    permission: 'runs.read',
    on: (url) => ({ of: { kind: 'run', id: idIn(url) } }),
  },
  filter: actionsFilter,
  serve: showRun,
};

/** So many actions are drawn on the page of the run itself: the picture, its table and the list are well below 100 KB. */
const MOST_DRAWN = 60;

/** O1, W8. `?state=&name=&from=` for some of its actions; `/graph?around=<number>` for the neighbourhood of one. */
async function showRun(
  dependencies: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const { system, timeZone } = dependencies;
  const id = idIn(url);
  const house = houseOf(system);
  if (!/^[a-z0-9]{16}$/.test(id)) return send(response, 404, missingPage('such run', ['/runs', 'All runs']));
  const typed = readFilter(actionsFilter, url.searchParams);
  if (url.pathname.endsWith('/graph')) {
    const steps = await readSteps(house, id);
    return steps.length === 0
      ? send(response, 404, missingPage('such run', ['/runs', 'All runs']))
      : send(response, 200, graphPage(id, steps, typed.values.around));
  }
  const { state, name, from = 0 } = typed.values;
  const asked = { state, name, from };
  const found = await readShownRun(house, id, asked);
  if (found === undefined) return send(response, 404, missingPage('such run', ['/runs', 'All runs']));
  const { workspace, backend, steps: made } = found.run;
  const isSmall = made.run + made.reused + made.joined <= MOST_DRAWN;
  const drawn = isSmall ? { steps: await readSteps(house, id) } : {};
  const cancel = offersFor(dependencies, viewer, here(url))('run_cancel', { run: id }, { workspace, backend });
  send(response, 200, runPage({ ...found, ...drawn, asked, cancel, when: { now: await system.store.now(), timeZone } }));
}

function idIn({ pathname }: URL): string {
  return pathname.split('/')[2] ?? '';
}

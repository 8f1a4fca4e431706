import type { ServerResponse } from 'node:http';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { listWorkspaces } from '#products/pipelines/app/show/workspaces.ts';
import { cursorText, placeIn } from '#doors/cursors.ts';
import { workspacesFilter, workspacesPage } from '#products/pipelines/pages/workspaces/list-page.ts';
import { readFilter } from '#html/filter/read.ts';
import { here, offersFor } from '../offers.ts';
import type { Page } from '../page.ts';
import type { PageDependencies } from '../dependencies.ts';
import type { PageSender } from '../sending.ts';

export const workspaces: Page = {
  guarded: { paths: ['/workspaces'], permission: 'workspaces.read', on: () => ({ anywhere: true }) },
  filter: workspacesFilter,
  navigation: { label: 'Workspaces', group: 'work', place: 2 },
  serve: showWorkspaces,
};

const ROWS = 50;

/** K4, W8. Those that whoever looks may see. */
async function showWorkspaces(
  dependencies: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const { system, timeZone, links } = dependencies;
  const { searchParams: query } = url;
  const asked = readFilter(workspacesFilter, query);
  const { text = '', archived } = asked.values;
  const [found, now] = await Promise.all([
    listWorkspaces(system, {
      isArchived: archived === 'yes',
      text,
      viewer: viewer ?? { grants: [] },
      limit: ROWS,
      after: placeIn(links, '/workspaces', query.get('after')),
    }),
    system.store.now(),
  ]);
  send(
    response,
    200,
    workspacesPage({
      found: { ...found, next: cursorText(links, '/workspaces', found.next) },
      asked,
      query,
      when: { now, timeZone },
      make: offersFor(dependencies, viewer, here(url))('workspace_add'),
    }),
  );
}

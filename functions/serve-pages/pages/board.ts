import type { ServerResponse } from 'node:http';
import { readList } from '#products/rehearsal/app/board/list.ts';
import { readBoard } from '#products/rehearsal/app/board/read-board.ts';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { backendSlugs } from '#contexts/backends/app/named.ts';
import { readOperations } from '#products/rehearsal/app/read-request.ts';
import { projectionsAreNew } from '#products/rehearsal/app/renew-projections.ts';
import { requestPath } from '#doors/opened-request.ts';
import { anyPlaceIn, cursorText } from '#doors/cursors.ts';
import { readFilter } from '#html/filter/read.ts';
import type { PageSender } from '../sending.ts';
import { boardPage } from '#products/rehearsal/pages/board.ts';
import { boardListFilter, isFiltered } from '#products/rehearsal/pages/board/filter.ts';
import { listPage } from '#products/rehearsal/pages/board/list-page.ts';
import type { Page } from '../page.ts';
import type { PageDependencies } from '../dependencies.ts';

export const board: Page = {
  guarded: { paths: ['/board'], permission: 'requests.read' },
  filter: boardListFilter,
  navigation: { label: 'Board', group: 'requests', place: 1 },
  serve: showBoard,
};

/** W2, W8: how all stands, or, with a filter in the address, a page of what fits it. */
async function showBoard(
  { system, timeZone, links }: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
): Promise<void> {
  const requestUrl = (id: string): string => `${requestPath}${id}`;
  const { values: asked } = readFilter(boardListFilter, url.searchParams);
  const cursor = url.searchParams.get('after') ?? undefined;
  const after = anyPlaceIn(links, '/board', cursor);
  const filter = { ...asked, ...(after === undefined || cursor === undefined ? {} : { after: cursor }) };
  if (!isFiltered(filter)) {
    const { now, ...shown } = await readBoard(system);
    return send(response, 200, boardPage({ ...shown, rules: system.rules, when: { now, timeZone }, requestUrl }));
  }
  const [list, backends, operations, isWhole, now] = await Promise.all([
    readList(system, { ...asked, ...(after === undefined ? {} : { after }) }),
    backendSlugs(system).then((slugs) => Promise.all(slugs.map((slug) => readBackend(system, slug)))),
    readOperations(system),
    projectionsAreNew(system),
    system.store.now(),
  ]);
  const rules = system.rules;
  const next = cursorText(links, '/board', list.next);
  send(response, 200, listPage({ ...list, next, backends, filter, operations, isWhole, rules, when: { now, timeZone }, requestUrl }));
}

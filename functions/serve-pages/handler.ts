import { readersZone } from '#contexts/access/pages/readers-zone.ts';
import { createRouter } from '#doors/routes.ts';
import type { Handler } from '#doors/task-handler.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
import { createTurns } from '#doors/turns.ts';
import { message, type PageContent } from '#html/document.ts';
import type { Filter } from '#html/filter/field.ts';
import { wrongFilterPage } from '#html/filter/form.ts';
import { readFilter } from '#html/filter/read.ts';
import type { Guarded, Page } from './page.ts';
import { pages } from './pages/table.ts';
import { admits } from './sign-in.ts';
import type { PageDependencies } from './dependencies.ts';

const LOOKS = ['GET', 'HEAD'];

interface Route {
  page: Page;
  guarded?: Guarded;
}

const routeOf = createRouter(Object.values<Page>(pages).flatMap(routesOf));

/** W1, W2, I12: the pages that are only looked at. */
export function createServePages(dependencies: PageDependencies): Handler {
  const turns = createTurns();
  return async (request, response) => {
    const viewer = await dependencies.whoIs(request);
    const send = dependencies.senderFor(request, viewer);
    const url = new URL(`http://pages${/^\/(?!\/)/.test(request.url ?? '') ? request.url : '/'}`);
    const { page, guarded } = routeOf(url.pathname) ?? {};
    const { methods = LOOKS } = page ?? {};
    if (!methods.includes(request.method ?? '')) return send(response, 405, errorPage(405), { allow: methods.join(', ') });
    if (page === undefined) return send(response, 404, errorPage(404));
    if (guarded !== undefined && !(await admits(dependencies, send, { request, response, url, viewer }, guarded))) return;
    const wrong = page.filter && wrongFilter(page, page.filter, url);
    if (wrong !== undefined) return send(response, page.listPath === undefined ? 200 : 422, wrong);
    const timeZone = readersZone(viewer, dependencies.system.rules.people, dependencies.timeZone);
    // Who has a secret link is known by it.
    const over = page.readsAll?.(url) === true ? turns.take(viewer === undefined ? url.pathname : `${viewer.kind}:${viewer.id}`) : nothing;
    if (over === undefined) return send(response, 429, oneAtATime, { 'retry-after': '5' });
    try {
      await page.serve({ ...dependencies, timeZone }, send, url, response, viewer);
    } finally {
      over();
    }
  };
}

/** W8. */
function wrongFilter({ listPath }: Page, filter: Filter, url: URL): PageContent | undefined {
  const asked = readFilter(filter, url.searchParams);
  return asked.problems.size === 0 ? undefined : wrongFilterPage(filter, listPath ?? url.pathname, asked);
}

const nothing = (): void => undefined;
const oneAtATime = message(
  'One at a time',
  'You have asked for something that reads a whole log, and it has not ended yet. Let it end, or close its window; then load this page again.',
);

function routesOf(page: Page): [path: string, route: Route][] {
  const { open = [], guarded } = page;
  return [
    ...open.map((path): [string, Route] => [path, { page }]),
    ...(guarded?.paths ?? []).map((path): [string, Route] => [path, guarded === undefined ? { page } : { page, guarded }]),
  ];
}

import { readersZone } from '#contexts/access/pages/readers-zone.ts';
import { createRouter } from '#doors/routes.ts';
import type { Handler } from '#doors/task-handler.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
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
  return async (request, response) => {
    const viewer = await dependencies.whoIs(request);
    const send = dependencies.senderFor(request, viewer);
    const url = new URL(`http://pages${/^\/(?!\/)/.test(request.url ?? '') ? request.url : '/'}`);
    const { page, guarded } = routeOf(url.pathname) ?? {};
    const { methods = LOOKS } = page ?? {};
    if (!methods.includes(request.method ?? '')) return send(response, 405, errorPage(405), { allow: methods.join(', ') });
    if (page === undefined) return send(response, 404, errorPage(404));
    if (guarded !== undefined && !(await admits(dependencies, send, { request, response, url, viewer }, guarded))) return;
    const timeZone = readersZone(viewer, dependencies.system.rules.people, dependencies.timeZone);
    await page.serve({ ...dependencies, timeZone }, send, url, response, viewer);
  };
}

function routesOf(page: Page): [path: string, route: Route][] {
  const { open = [], guarded } = page;
  return [
    ...open.map((path): [string, Route] => [path, { page }]),
    ...(guarded?.paths ?? []).map((path): [string, Route] => [path, guarded === undefined ? { page } : { page, guarded }]),
  ];
}

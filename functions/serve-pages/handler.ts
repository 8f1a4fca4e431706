import { createPageSender } from '#doors/page-sender.ts';
import { createRouter } from '#doors/routes.ts';
import type { Handler } from '#doors/task-handler.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
import { stylesheet } from '#html/style.ts';
import type { Page } from './page.ts';
import { pages } from './pages/table.ts';
import { admits } from './sign-in.ts';
import type { PageDependencies } from './dependencies.ts';

const LOOKS = ['GET', 'HEAD'];
const routeOf = createRouter(Object.values<Page>(pages).flatMap(routesOf));

/** W1, W2, I12: the pages that are only looked at. */
export function createServePages(dependencies: PageDependencies): Handler {
  const send = createPageSender(stylesheet);
  return async (request, response) => {
    const url = new URL(`http://pages${/^\/(?!\/)/.test(request.url ?? '') ? request.url : '/'}`);
    const { page, forOperators } = routeOf(url.pathname) ?? {};
    const { methods = LOOKS } = page ?? {};
    if (!methods.includes(request.method ?? ''))
      return send(response, 405, errorPage(dependencies.installation, 405), { allow: methods.join(', ') });
    if (page === undefined) return send(response, 404, errorPage(dependencies.installation, 404));
    if (forOperators === true && !admits(dependencies, send, request, response)) return;
    await page.serve(dependencies, send, url, response);
  };
}

function routesOf(page: Page): [path: string, route: { page: Page; forOperators: boolean }][] {
  const { open = [], forOperators = [] } = page;
  return [
    ...open.map((path): [string, { page: Page; forOperators: boolean }] => [path, { page, forOperators: false }]),
    ...forOperators.map((path): [string, { page: Page; forOperators: boolean }] => [path, { page, forOperators: true }]),
  ];
}

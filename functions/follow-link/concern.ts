import type { ServerResponse } from 'node:http';
import { MOST_CONCERNS, raiseConcern } from '#products/rehearsal/app/raise-concern.ts';
import { concernsPath } from '#doors/action-links.ts';
import { openedFor } from './opened.ts';
import type { PageSender } from './sending.ts';
import { redirectTo } from '#doors/send-page.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
import { message } from '#html/document.ts';
import { concernPage } from '#products/rehearsal/pages/status-page/concerns.ts';
import type { LinkDependencies } from './dependencies.ts';

/** W1. Whoever may open the request's page says that something is wrong; what was typed is not lost when it is not taken. */
export async function postConcern(
  dependencies: LinkDependencies,
  send: PageSender,
  response: ServerResponse,
  name: string,
  typed: ReadonlyMap<string, string>,
): Promise<void> {
  const opened = await openedFor(dependencies, response.req, name, 'requests.read');
  if (opened === undefined) return send(response, 404, errorPage(404));
  const text = typed.get('concern') ?? '';
  const outcome = await raiseConcern(opened.system, opened.id, text, opened.by);
  switch (outcome.raised) {
    case 'told':
      return redirectTo(response, `${opened.page}#concerns`);
    case 'unknown':
      return send(response, 404, errorPage(404));
    case 'refused':
      return send(response, 422, concernPage(`${concernsPath}${name}`, { text, problem: outcome.why }));
    case 'too_often': {
      const why = `${MOST_CONCERNS} messages about this request have already been written today. The release team has them; try again tomorrow.`;
      return send(response, 429, message('Too many messages', why), { 'retry-after': '86400' });
    }
  }
}

import type { ServerResponse } from 'node:http';
import { MOST_CONCERNS, raiseConcern } from '#products/rehearsal/app/raise-concern.ts';
import { concernsPath } from '#doors/action-links.ts';
import { openedByName } from '#doors/opened-request.ts';
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
  const { system, operators } = dependencies;
  const opened = openedByName(dependencies, response.req, name);
  if (opened === undefined) return send(response, 404, errorPage(404));
  const text = typed.get('concern') ?? '';
  // Who came by the secret link is nobody in particular, even with an operator's cookie.
  const operator = opened.id === name ? operators.whoIs(response.req) : undefined;
  const outcome = await raiseConcern(system, opened.id, text, operator);
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

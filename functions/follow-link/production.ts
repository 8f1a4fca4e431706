import type { ServerResponse } from 'node:http';
import { tellProduction } from '#products/rehearsal/app/tell-production.ts';
import { productionPath } from '#doors/action-links.ts';
import { openedFor } from './opened.ts';
import type { PageSender } from './sending.ts';
import { redirectTo } from '#doors/send-page.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
import { productionPage } from '#products/rehearsal/pages/status-page/production.ts';
import { ended } from '#html/text.ts';
import type { LinkDependencies } from './dependencies.ts';

/** A9. On the request's page, by those who are signed in; its secret link alone records nothing (X1). */
export async function postProduction(
  dependencies: LinkDependencies,
  send: PageSender,
  response: ServerResponse,
  name: string,
  typed: ReadonlyMap<string, string>,
): Promise<void> {
  const opened = await openedFor(dependencies, response.req, name, 'requests.record');
  if (opened?.by === undefined) return send(response, 404, errorPage(404));
  const valueOf = (field: string): string => typed.get(field) ?? '';
  const said = { step: valueOf('step'), outcome: valueOf('outcome'), text: valueOf('text') };
  const outcome = await tellProduction(opened.system, opened.id, opened.by, said);
  switch (outcome.told) {
    case 'recorded':
      return redirectTo(response, `${opened.page}#production`);
    case 'unknown':
      return send(response, 404, errorPage(404));
    case 'refused': {
      const problem = `Not recorded: ${ended(outcome.why)}`;
      return send(response, 422, productionPage(outcome.state, `${productionPath}${name}`, { values: typed, problem }));
    }
  }
}

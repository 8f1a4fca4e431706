import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { execute } from '#application/requests.ts';
import { wordsProblem } from '#domain/intake/text.ts';
import { productionOutcomes } from '#domain/request/production.ts';
import { productionPath } from '#edge/action-links.ts';
import { openedByName } from '#edge/opened-request.ts';
import type { PageSender } from '#edge/page-sender.ts';
import { redirectTo } from '#edge/send-page.ts';
import { errorPage } from '#pages/error-page.ts';
import { productionPage } from '#pages/status-page/production.ts';
import { sentence } from '#pages/text.ts';
import { documentAsShown } from '#application/as-shown.ts';
import type { LinkTools } from './look.ts';

/** A9. On the request's page, by those who are signed in; its secret link alone records nothing (X1). */
export async function postProduction(
  tools: LinkTools,
  send: PageSender,
  response: ServerResponse,
  name: string,
  typed: ReadonlyMap<string, string>,
): Promise<void> {
  const { system, operators, installation } = tools;
  const opened = openedByName(tools, response.req, name);
  const operator = opened?.id === name ? operators.whoIs(response.req) : undefined;
  const document = opened === undefined ? undefined : await system.store.get({ collection: 'requests', id: opened.id });
  if (opened === undefined || document === undefined || operator === undefined) return send(response, 404, errorPage(installation, 404));
  const refuse = (status: number, problem: string): void =>
    send(
      response,
      status,
      productionPage(installation, documentAsShown(document).state, `${productionPath}${name}`, { values: typed, problem }),
    );
  const outcome = productionOutcomes.find((one) => one === typed.get('outcome'));
  const text = (typed.get('text') ?? '').trim();
  const wrong = outcome === undefined ? 'Say what became of it.' : wordsProblem(text);
  if (outcome === undefined || wrong !== undefined) return refuse(422, wrong ?? '');
  const by = { kind: 'system', part: `operator ${operator}` } as const;
  const told = { step: typed.get('step') ?? '', outcome, text, operator };
  const done = await execute(system, opened.id, (at) => ({
    id: `production:${randomUUID()}`,
    at,
    by,
    command: 'record_production',
    ...told,
  }));
  if (done?.outcome === 'refused') return refuse(422, sentence(done.refusal.message));
  redirectTo(response, `${opened.page}#production`);
}

import type { ServerResponse } from 'node:http';
import { MOST_AGAIN, sendAgain, type SentAgain } from '#products/rehearsal/app/send-again.ts';
import { askRight } from '#contexts/access/app/ask-right.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { actingAs } from '#contexts/access/app/act.ts';
import { openedFor } from './opened.ts';
import type { PageSender } from './sending.ts';
import { withMessage } from '#doors/told.ts';
import { redirectTo } from '#doors/send-page.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
import { message } from '#html/document.ts';
import type { LinkDependencies } from './dependencies.ts';

/** N8. Whoever may open the request's page may have a mail sent again, to whom it was for and to nobody else. */
export async function postAgain(
  dependencies: LinkDependencies,
  send: PageSender,
  response: ServerResponse,
  token: string,
  typed: ReadonlyMap<string, string>,
): Promise<void> {
  const opened = await openedFor(dependencies, response.req, token, 'requests.read');
  if (opened === undefined) return send(response, 404, errorPage(404));
  const asking = {
    mail: typed.get('mail') ?? '',
    by: 'status page' as const,
    of: { kind: 'request', id: opened.id },
  };
  return answer(dependencies, send, response, await sendAgain(opened.system, asking), { page: opened.page, whose: 'of this request' });
}

/** N8, N10. What is about no request takes the right to send mails again. */
export async function postNotificationAgain(
  dependencies: LinkDependencies,
  send: PageSender,
  response: ServerResponse,
  name: string,
  typed: ReadonlyMap<string, string>,
): Promise<void> {
  const { system, whoIs, placeOf } = dependencies;
  const who = name === 'again' ? await whoIs(response.req) : undefined;
  const needs = { permission: 'mails.send', on: () => ({}) } as const;
  const authorized = who && (await askRight({ kernel: kernelOf(system), placeOf }, who, needs, {}));
  if (who === undefined || authorized === undefined || 'refusal' in authorized) return send(response, 404, errorPage(404));
  const outcome = await sendAgain(actingAs(system, who, authorized), { mail: typed.get('mail') ?? '', by: who });
  return answer(dependencies, send, response, outcome, { page: '/mails', whose: 'about the same' });
}

async function answer(
  { system, links }: LinkDependencies,
  send: PageSender,
  response: ServerResponse,
  outcome: SentAgain,
  { page, whose }: { page: string; whose: string },
): Promise<void> {
  switch (outcome) {
    case 'ordered':
      return redirectTo(response, withMessage(page, 'mail_again', links, await system.store.now()));
    case 'unknown':
      return send(response, 404, errorPage(404));
    case 'too_often': {
      const why = `${MOST_AGAIN} mails ${whose} have already been sent again today. Try again tomorrow.`;
      return send(response, 429, message('Sent again too often', why), { 'retry-after': '86400' });
    }
  }
}

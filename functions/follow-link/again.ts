import type { ServerResponse } from 'node:http';
import { MOST_AGAIN, sendAgain } from '#application/send-again.ts';
import { openedByName } from '#edge/opened-request.ts';
import type { PageSender } from '#edge/page-sender.ts';
import { redirectTo } from '#edge/send-page.ts';
import { errorPage } from '#pages/error-page.ts';
import { noticePage } from '#pages/layout.ts';
import type { LinkTools } from './look.ts';

/** N8. Whoever may open the request's page may have a mail sent again, to whom it was for and to nobody else. */
export async function postAgain(
  tools: LinkTools,
  send: PageSender,
  response: ServerResponse,
  token: string,
  typed: ReadonlyMap<string, string>,
): Promise<void> {
  const { system, installation } = tools;
  const opened = openedByName(tools, response.req, token);
  if (opened === undefined) return send(response, 404, errorPage(installation, 404));
  const outcome = await sendAgain(system, opened.id, typed.get('mail') ?? '');
  switch (outcome) {
    case 'ordered':
      return redirectTo(response, opened.page);
    case 'unknown':
      return send(response, 404, errorPage(installation, 404));
    case 'too_often':
      return send(
        response,
        429,
        noticePage(
          installation,
          'Sent again often enough',
          `${MOST_AGAIN} mails of this request were sent again today. Try again tomorrow.`,
        ),
        { 'retry-after': '86400' },
      );
  }
}

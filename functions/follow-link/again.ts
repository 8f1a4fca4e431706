import type { ServerResponse } from 'node:http';
import { MOST_AGAIN, sendAgain } from '#application/send-again.ts';
import { mailsPath, statusPath } from '#edge/action-links.ts';
import type { PageSender } from '#edge/page-sender.ts';
import { redirectTo } from '#edge/send-page.ts';
import { errorPage } from '#pages/error-page.ts';
import { noticePage } from '#pages/layout.ts';
import type { LinkTools } from './look.ts';

/** The token of a status link, in the address to which its page posts. */
export function statusTokenIn(url: string): string | undefined {
  const path = url.split(/[?#]/, 1).join('');
  return path.startsWith(mailsPath) ? path.slice(mailsPath.length) : undefined;
}

/** N8. Whoever has the secret status link may have a mail sent again, to whom it was for and to nobody else. */
export async function postAgain(
  { system, links, installation }: LinkTools,
  send: PageSender,
  response: ServerResponse,
  token: string,
  typed: ReadonlyMap<string, string>,
): Promise<void> {
  const id = links.parseStatus(token);
  const outcome = id === undefined ? 'unknown' : await sendAgain(system, id, typed.get('mail') ?? '');
  switch (outcome) {
    case 'ordered':
      return redirectTo(response, `${statusPath}${token}`);
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

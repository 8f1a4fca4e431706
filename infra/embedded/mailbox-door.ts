import { createPageSender } from '#doors/page-sender.ts';
import { admits } from '#functions/serve-pages/sign-in.ts';
import { stylesheet } from '#html/style.ts';
import type { Extra } from './host.ts';
import { createMailboxHandler } from './mailbox/handler.ts';
import type { Mailbox } from './mailbox/mailbox.ts';
import type { Parts } from './platform.ts';

/** X6: the mailbox holds links that act, so it opens with the operator's key alone. */
export function mailboxDoor(mailbox: Mailbox | undefined, { operators, settings: { installation } }: Parts): Extra {
  if (mailbox === undefined) return () => false;
  const handle = createMailboxHandler(mailbox);
  const send = createPageSender(stylesheet);
  return (request, response) => {
    const [, path = '', query = ''] = /^([^?]*)\??(.*)$/s.exec(request.url ?? '/') ?? [];
    if (!/^\/mailbox(\/|$)/.test(path)) return false;
    if (!admits({ operators, installation }, send, request, response)) return true;
    const { status, headers, body } = handle({ method: request.method ?? 'GET', path, query: new URLSearchParams(query) });
    response.writeHead(status, headers).end(body);
    return true;
  };
}

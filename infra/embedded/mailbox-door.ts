import { sendProblem } from '#doors/problem-json.ts';
import { admits } from '#functions/serve-pages/sign-in.ts';
import { createFraming } from '#functions/wiring/page-frame.ts';
import { placeReader } from '#functions/wiring/places.ts';
import { signInWays } from '#functions/wiring/sign-in-ways.ts';
import type { Extra } from './host.ts';
import { createMailboxHandler } from './mailbox/handler.ts';
import type { Mailbox } from './mailbox/mailbox.ts';
import type { Parts } from './platform.ts';

/** X6: the mailbox holds links that act, so it opens with the operator's key alone. */
export function mailboxDoor(mailbox: Mailbox | undefined, parts: Parts): Extra {
  const { operators, signIn, whoIs, links, now, system, settings } = parts;
  if (mailbox === undefined) return () => false;
  const placeOf = placeReader(system);
  const handle = createMailboxHandler(mailbox);
  const senderFor = createFraming({ installation: settings.installation, links, now });
  return (request, response) => {
    const [, path = '', query = ''] = /^([^?]*)\??(.*)$/s.exec(request.url ?? '/') ?? [];
    if (!/^\/mailbox(\/|$)/.test(path)) return false;
    void open().catch((error: unknown) => {
      system.log('ERROR', 'mailbox not shown', { cause: String(error).slice(0, 300) });
      sendProblem(response, 'internal_error');
    });
    return true;

    async function open(): Promise<void> {
      const url = new URL(`http://mailbox${path}?${query}`);
      const viewer = await whoIs(request);
      const coming = { request, response, url, viewer };
      if (
        !(await admits(
          { operators, operatorSignIn: signIn.operatorSignIn, ways: signInWays(settings), system, placeOf },
          senderFor(request, viewer),
          coming,
          {
            permission: 'mailbox.read',
            stale: 'whoever tries things out on a machine at home looks into it all day',
          },
        ))
      )
        return;
      const { status, headers, body } = handle({ method: request.method ?? 'GET', path, query: new URLSearchParams(query) });
      response.writeHead(status, headers).end(body);
    }
  };
}

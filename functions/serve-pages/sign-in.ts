import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorAnswer, wantsPage } from '#doors/answer-error.ts';
import type { OperatorKeys } from '#doors/operator-keys.ts';
import type { PageSender } from '#doors/page-sender.ts';
import { sendAnswer } from '#doors/problem-json.ts';
import { redirectTo } from '#doors/send-page.ts';
import { page } from '#products/rehearsal/pages/layout.ts';
import { signInPage } from '#contexts/access/pages/sign-in-page.ts';

interface SignInDependencies {
  operators: OperatorKeys;
  installation: string;
}

/**
 * X6: true when this browser or program may see what is for operators. Otherwise it was answered: a key in the address signs the browser in and is
 * taken out of the address, so that neither history nor a link keeps it; without one there is a page that asks for it.
 */
export function admits(
  { operators, installation }: SignInDependencies,
  send: PageSender,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const asked = new URLSearchParams(query);
  const key = asked.get('key');
  const cookie = key === null || request.method !== 'GET' ? undefined : operators.cookieFor(key, 'address');
  if (cookie !== undefined) {
    asked.delete('key');
    redirectTo(response, asked.size === 0 ? path : `${path}?${asked.toString()}`, { 'set-cookie': cookie });
    return false;
  }
  if (operators.whoIs(request) !== undefined) return true;
  const challenge = { 'www-authenticate': 'Bearer' };
  if (wantsPage(request)) send(response, 401, page({ installation, ...signInPage({ to: path, wrong: key !== null }) }), challenge);
  else sendAnswer(response, withHeaders(errorAnswer(request, 'unauthorized'), challenge));
  return false;
}

function withHeaders<T extends { headers: Record<string, string> }>(answer: T, headers: Record<string, string>): T {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

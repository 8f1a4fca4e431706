import type { IncomingMessage, ServerResponse } from 'node:http';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { askRight } from '#contexts/access/app/ask-right.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { errorAnswer, wantsPage } from '#doors/answer-error.ts';
import type { PageSender } from './sending.ts';
import { sendAnswer } from '#doors/problem-json.ts';
import { refusalAnswer, refusalText } from '#doors/refusal.ts';
import { isFromElsewhere } from '#doors/own-pages.ts';
import { redirectTo } from '#doors/send-page.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
import { signInPage, WRONG_KEY } from '#contexts/access/pages/sign-in-page.ts';
import type { PageDependencies } from './dependencies.ts';
import type { Guarded } from './page.ts';

type SignInDependencies = Pick<PageDependencies, 'operators' | 'operatorSignIn' | 'placeOf' | 'system' | 'ways'>;

interface Coming {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  viewer: Principal | undefined;
}

/**
 * W4, X6: true when whoever comes may see the page. Otherwise it was answered: a key in the address signs the browser in and is taken out of the
 * address, so that neither history nor a link keeps it; whoever is nobody is asked to sign in, and who lacks the right hears which.
 */
export async function admits(
  dependencies: SignInDependencies,
  send: PageSender,
  coming: Coming,
  guarded: Omit<Guarded, 'paths'>,
): Promise<boolean> {
  const { system, placeOf } = dependencies;
  const { request, response, viewer, url } = coming;
  if (await signsIn(dependencies, send, coming)) return false;
  if (viewer === undefined) {
    askToSignIn(dependencies, send, coming);
    return false;
  }
  const { permission, on = () => ({}), stale } = guarded;
  const authorized = await askRight(
    { kernel: kernelOf(system), placeOf },
    viewer,
    { permission, on, ...(stale === undefined ? {} : { stale }) },
    url,
  );
  if (!('refusal' in authorized)) return true;
  const { refusal } = authorized;
  // Looking is asked for again by its address, so nothing is lost on the way.
  if (refusal.why === 'stale' && wantsPage(request))
    redirectTo(response, `/sign-in?again=1&to=${encodeURIComponent(`${url.pathname}${url.search}`)}`);
  else if (wantsPage(request)) send(response, 403, errorPage(403, refusalText(refusal, system.rules)));
  else sendAnswer(response, refusalAnswer(refusal, system.rules));
  return false;
}

async function signsIn(
  { operators, operatorSignIn, ways }: SignInDependencies,
  send: PageSender,
  { request, response }: Coming,
): Promise<boolean> {
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const asked = new URLSearchParams(query);
  const key = asked.get('key');
  const operator = key === null || request.method !== 'GET' ? undefined : operators.opens(key, 'address');
  if (key === null || operator === undefined) return false;
  const to = withoutKey(path, asked);
  // W3. A page that is not ours signs nobody in as whom it likes: whoever comes from one presses a button of ours.
  if (isFromElsewhere(request)) send(response, 200, signInPage({ ways, to, key }));
  else redirectTo(response, to, { 'set-cookie': await operatorSignIn(request, operator) });
  return true;
}

function withoutKey(path: string, query: URLSearchParams): string {
  query.delete('key');
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

function askToSignIn({ ways }: SignInDependencies, send: PageSender, { request, response, url }: Coming): void {
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const challenge = { 'www-authenticate': 'Bearer' };
  const problems = url.searchParams.has('key') ? { key: WRONG_KEY } : {};
  if (wantsPage(request)) send(response, 401, signInPage({ ways, to: withoutKey(path, new URLSearchParams(query)), problems }), challenge);
  else sendAnswer(response, withHeaders(errorAnswer(request, 'unauthorized'), challenge));
}

function withHeaders<T extends { headers: Record<string, string> }>(answer: T, headers: Record<string, string>): T {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

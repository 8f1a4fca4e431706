import { createRouter } from '#doors/routes.ts';
import type { Handler } from '#doors/task-handler.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
import { endOwn, sayZone, showAccount } from './account.ts';
import { askForMail, followMailed, typeCode, wait } from './by-mail.ts';
import { comeFromProvider, goToProvider } from './by-provider.ts';
import type { SignInDependencies } from './dependencies.ts';
import { showDone, showSignIn, signInWithKey, signOut } from './sign-in.ts';
import { visitOf, type Serve } from './visit.ts';

type Methods = Readonly<Record<string, Serve>>;

const looks = (serve: Serve): Methods => ({ GET: serve, HEAD: serve });

/** The mailed link first of all: no program that only looks is to find it amiss. `from`: a provider sends browsers back by GET alone. */
const routes: readonly (readonly [path: string, methods: (ways: SignInDependencies['ways']) => Methods])[] = [
  ['/sign-in', () => ({ ...looks(showSignIn), POST: signInWithKey })],
  ['/sign-in/mail', ({ mail }) => (mail ? { POST: askForMail } : {})],
  ['/sign-in/mail/:token', ({ mail }) => (mail ? { ...looks(followMailed), POST: followMailed } : {})],
  ['/sign-in/wait', () => looks(wait)],
  ['/sign-in/code', () => ({ POST: typeCode })],
  ['/sign-in/with/:slug', () => ({ GET: goToProvider })],
  ['/sign-in/from/:slug', () => ({ GET: comeFromProvider })],
  ['/sign-in/done', () => looks(showDone)],
  ['/sign-out', () => ({ POST: signOut })],
  ['/account', () => looks(showAccount)],
  ['/account/end', () => ({ POST: endOwn })],
  ['/account/zone', () => ({ POST: sayZone })],
];

/** W3. */
export function createServeSignIn(dependencies: SignInDependencies): Handler {
  const routeOf = createRouter(routes.map(([path, methods]) => [path, methods(dependencies.ways)] as const));
  return async (request, response) => {
    const send = await dependencies.senderFor(request);
    const url = new URL(`http://sign-in${/^\/(?!\/)/.test(request.url ?? '') ? request.url : '/'}`);
    const methods = routeOf(url.pathname) ?? {};
    const allowed = Object.keys(methods);
    if (allowed.length === 0) return send(response, 404, errorPage(404));
    const serve = Object.hasOwn(methods, request.method ?? '') ? methods[request.method ?? ''] : undefined;
    if (serve === undefined) return send(response, 405, errorPage(405), { allow: allowed.join(', ') });
    const visit = await visitOf(send, request, response, url);
    if (visit !== undefined) await serve(dependencies, visit);
  };
}

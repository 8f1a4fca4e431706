import { personProven } from '#contexts/access/app/known-people.ts';
import { notProvenPage, otherAccountPage, unknownPage } from '#contexts/access/pages/mailed-pages.ts';
import type { Person } from '#contexts/access/domain/people.ts';
import type { Identity } from '#contexts/access/ports/identity-providers.ts';
import { askingOf, wayOn } from '#doors/asking-browser.ts';
import { redirectAway } from '#doors/send-page.ts';
import { signIn } from './begin.ts';
import { askingCookie } from './cookie.ts';
import type { SignInDependencies } from './dependencies.ts';
import type { Serve, Visit } from './visit.ts';

type Provider = SignInDependencies['ways']['providers'][number];

/** Off to the provider: nothing is known here of who went, but what the browser itself carries. */
export const goToProvider: Serve = async (dependencies, visit) => {
  const { providers, rules, system, newSecret, wall } = dependencies;
  const { request, response, url } = visit;
  const provider = providerIn(dependencies, visit);
  if (provider === undefined) return;
  const ask = { slug: provider.slug, state: newSecret(), nonce: newSecret(), verifier: newSecret() };
  const address = await begin(providers.begin(ask));
  if (address === undefined) return unavailable(dependencies, visit, provider);
  const to = wayOn(url.searchParams.get('to'));
  const until = wall() + rules.link / system.timeScale;
  redirectAway(response, address, { 'set-cookie': askingCookie(dependencies, request, { by: 'provider', ...ask, to, until }) });
};

/** Back again, in the browser that went: whoever has not what it carries changes nothing. */
export const comeFromProvider: Serve = async (dependencies, visit) => {
  const { providers, system, tokens, publicUrl, wall } = dependencies;
  const { request, url, show } = visit;
  const provider = providerIn(dependencies, visit);
  if (provider === undefined) return;
  const asking = askingOf(tokens, request.headers.cookie, 'provider', wall());
  if (asking === undefined || asking.slug !== provider.slug) return show(403, notProvenPage(provider.name));
  const { by: _by, to, until: _until, ...ask } = asking;
  const identity = await proven(dependencies, provider, providers.finish(ask, new URL(`${publicUrl}${url.pathname}${url.search}`)));
  if (identity === undefined) return show(403, notProvenPage(provider.name));
  const person = await personProven(system, identity);
  if (person === undefined) {
    system.log('WARNING', 'sign-in of somebody unknown', { way: provider.slug });
    return show(403, unknownPage(provider.name));
  }
  if (await signIn(dependencies, visit, { person, way: provider.slug, to, github: gitHubOf(person, identity) })) return;
  system.log('WARNING', 'sign-in by a login that somebody else has now', { way: provider.slug, person: person.id });
  show(403, otherAccountPage(provider.name));
};

/** Where it was their login that proved them, and no address. */
function gitHubOf({ githubLogin }: Person, { githubLogin: shown, githubId: id }: Identity): { login: string; id: string } | undefined {
  const login = githubLogin?.toLowerCase();
  return login === undefined || id === undefined || shown?.toLowerCase() !== login ? undefined : { login, id };
}

function providerIn({ ways }: SignInDependencies, { url, show }: Visit): Provider | undefined {
  const slug = url.pathname.split('/')[3];
  const provider = ways.providers.find((one) => one.slug === slug);
  if (provider === undefined) show(404, notProvenPage('This provider'));
  return provider;
}

async function begin(address: Promise<URL>): Promise<URL | undefined> {
  return address.catch(() => undefined);
}

/** Its message may hold what it said of somebody: only the error's name is kept. */
async function proven({ system }: SignInDependencies, { slug }: Provider, identity: Promise<Identity>): Promise<Identity | undefined> {
  return identity.catch((error: unknown) => {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
    system.log('WARNING', 'sign-in not proven', { way: slug, cause: error instanceof Error ? error.name : 'unknown', code });
    return undefined;
  });
}

function unavailable({ system }: SignInDependencies, { show }: Visit, { slug, name }: Provider): void {
  system.log('ERROR', 'provider not reached', { way: slug });
  show(503, notProvenPage(name), { 'retry-after': '60' });
}

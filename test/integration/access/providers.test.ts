import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePort } from '#infra/embedded/free-port.ts';
import { createJar, type Jar } from '#test/support/browser-jar.ts';
import { startEmbedded, type Embedded } from '#test/support/embedded.ts';
import { startGitHub, startOidc, type Claims, type GitHubUser, type TestProvider } from '#test/support/oidc.ts';

const SECRET = 'a-secret-of-the-client';
let home: Embedded;
let oidc: TestProvider;
let github: TestProvider;
let who: Claims;
let user: GitHubUser;

beforeAll(async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  oidc = await startOidc({ clientId: 'rehearsal', secret: SECRET, callback: () => `${url}/sign-in/from/house`, who: () => who });
  github = await startGitHub({ clientId: 'rehearsal', secret: SECRET, who: () => user });
  home = await startEmbedded({
    agent: false,
    port,
    signInSecrets: { house: SECRET, github: SECRET },
    settings: {
      publicUrl: url,
      signIn: {
        github: { clientId: 'rehearsal', url: github.url, apiUrl: `${github.url}/api` },
        providers: [{ slug: 'house', name: 'the house', issuer: oidc.url, clientId: 'rehearsal' }],
      },
    },
  });
});
afterAll(async () => {
  await home.stop();
  await Promise.all([oidc.close(), github.close()]);
});

/** Follows the provider's pages as a browser does, with its cookies there, until it leads back to us. */
async function through(provider: TestProvider, start: string): Promise<string> {
  const cookies = new Map<string, string>();
  let where = start;
  for (let n = 0; n < 12 && where.startsWith(provider.url); n += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(where, { headers: { cookie }, redirect: 'manual' });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const to = answer.headers.get('location');
    if (to === null) throw new Error(`stuck at ${where}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    where = new URL(to, where).href;
  }
  return where;
}

async function goes(jar: Jar, slug: string, provider: TestProvider): Promise<string> {
  const left = await jar.get(`/sign-in/with/${slug}?to=/account`);
  expect(left.status).toBe(303);
  const back = new URL(await through(provider, left.to ?? ''));
  return `${back.pathname}${back.search}`;
}

describe('signing in by a provider', () => {
  test('W3 by OpenID Connect: state, nonce and PKCE in the one cookie; a verified address is whose it is; the answer works once', async () => {
    who = { sub: 'u1', email: 'Ana@Example.org', email_verified: true };
    const jar = createJar(home.runtime.url);
    expect((await jar.get('/sign-in')).text).toContain('Sign in with the house');
    const back = await goes(jar, 'house', oidc);
    const stranger = createJar(home.runtime.url);
    expect((await stranger.get(back)).status).toBe(403);
    const other = createJar(home.runtime.url);
    await other.get('/sign-in/with/house');
    expect((await other.get(back)).status).toBe(403);
    const asked = jar.cookie();
    const isIn = await jar.get(back);
    expect([isIn.status, isIn.to]).toEqual([303, '/account']);
    expect(jar.cookie()).toMatch(/^__session=s\.ana\.1\.[\w-]{43}$/);
    expect((await jar.get('/account')).text).toContain('Signed in with house');
    const again = createJar(home.runtime.url);
    const replay = await fetch(new URL(back, home.runtime.url), { headers: { cookie: asked ?? '' }, redirect: 'manual' });
    expect([replay.status, (await again.get(back)).status]).toEqual([403, 403]);
  });

  test('W3 an address that the provider has not verified, and somebody unknown, are told what to do and not signed in', async () => {
    for (const claims of [
      { sub: 'u2', email: 'ben@example.org', email_verified: false },
      { sub: 'u3', email: 'mallory@example.org', email_verified: true },
    ]) {
      who = claims;
      const jar = createJar(home.runtime.url);
      const seen = await jar.get(await goes(jar, 'house', oidc));
      expect([seen.status, seen.text]).toEqual([403, expect.stringContaining('You are not known here')]);
      expect((await jar.get('/account')).status).toBe(303);
    }
  });

  test('W3 by GitHub: the login or a verified address is whose it is; another state, and a code of another browser, are refused', async () => {
    user = { login: 'Ben-Admin', emails: [{ email: 'elsewhere@example.org', verified: true }] };
    const jar = createJar(home.runtime.url);
    const back = await goes(jar, 'github', github);
    const forged = back.replace(/state=[^&]+/, `state=${'x'.repeat(43)}`);
    expect((await jar.get(forged)).status).toBe(403);
    expect((await jar.get(back)).to).toBe('/account');
    expect((await jar.get('/account')).text).toContain('Ben Admin');
    user = { login: 'somebody', emails: [{ email: 'tess@example.org', verified: true }] };
    const second = createJar(home.runtime.url);
    expect((await second.get(await goes(second, 'github', github))).to).toBe('/account');
    user = { login: 'somebody', emails: [{ email: 'tess@example.org', verified: false }] };
    const third = createJar(home.runtime.url);
    expect((await third.get(await goes(third, 'github', github))).status).toBe(403);
  });

  test('W3 a login that was given up and taken by somebody else signs nobody in, whoever had it goes on', async () => {
    const comes = async (id: number): Promise<{ status: number; text: string; to: string | null }> => {
      user = { login: 'rita-release', id, emails: [] };
      const jar = createJar(home.runtime.url);
      return jar.get(await goes(jar, 'github', github));
    };
    expect((await comes(4_711)).to).toBe('/account');
    const taken = await comes(4_712);
    expect([taken.status, taken.to]).toEqual([403, null]);
    expect(taken.text).toContain('Another account had this login');
    expect((await comes(4_711)).to).toBe('/account');
  });

  test('W3 whoever turns back at the provider is still signed in as before; a provider that is not there says so', async () => {
    who = { sub: 'u1', email: 'ana@example.org', email_verified: true };
    const jar = createJar(home.runtime.url);
    await jar.get(await goes(jar, 'house', oidc));
    await jar.get('/sign-in/with/house');
    expect((await jar.get('/account')).status).toBe(200);
    expect((await jar.get('/sign-in/from/house?error=access_denied&state=x')).status).toBe(403);
    expect((await jar.get('/account')).status).toBe(200);
    expect((await jar.get('/sign-in/with/nowhere')).status).toBe(404);
  });
});

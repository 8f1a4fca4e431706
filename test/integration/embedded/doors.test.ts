import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from '#infra/cli/run.ts';
import { ask, eventually, startEmbedded, type Embedded } from '#test/support/embedded.ts';
import { rawHttp, rawRequest } from '#test/support/raw-http.ts';
import { sampleForm } from '#test/support/sample-submission.ts';

const BROWSER = { accept: 'text/html,application/xhtml+xml' };
let home: Embedded;
let id: string;

async function get(where: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string; headers: Headers }> {
  const answer = await fetch(`${home.runtime.url}${where}`, { headers, redirect: 'manual' });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

/** The cookie of a browser that followed the printed link. */
async function signIn(where: string): Promise<string> {
  const opened = await get(`${where}?key=${home.runtime.parts.operatorToken}&q=x`, BROWSER);
  expect([opened.status, opened.headers.get('location')]).toEqual([303, `${where}?q=x`]);
  return opened.headers.get('set-cookie')?.split(';')[0] ?? '';
}

beforeAll(async () => {
  home = await startEmbedded({ agent: false });
  id = await ask(home, sampleForm());
  await eventually('its mails', () => ((home.runtime.mailbox?.list().length ?? 0) > 0 ? true : undefined));
});
afterAll(() => home.stop());

const CLOSED = [
  '/board',
  '/mailbox',
  '/mailbox/messages',
  '/mailbox/messages/x',
  '/mailbox/messages/x/view',
  '/requests/rq',
  '/requests/__proto__',
];

describe('the key at home', () => {
  test.each(CLOSED)('X6 %s opens with the key alone', async (where) => {
    const program = await get(where);
    expect([program.status, program.headers.get('www-authenticate'), JSON.parse(program.text)]).toEqual([
      401,
      'Bearer',
      expect.objectContaining({ code: 'unauthorized' }),
    ]);
    const person = await get(where, BROWSER);
    expect([person.status, person.text]).toEqual([401, expect.stringContaining('Sign in with a key')]);
    expect((await get(`${where}?key=${'x'.repeat(43)}`, BROWSER)).status).toBe(401);
    expect((await get(where, { cookie: '__session=local.home.zzzzzzzzz.AAAAAAAAAAAAAAAAAAAAAA' })).status).toBe(401);
    expect([200, 404]).toContain((await get(where, { authorization: `Bearer ${home.runtime.parts.operatorToken}` })).status);
  });

  test('X6 the printed link opens board, mailbox and requests, the key leaves the address, and a restart signs nobody out', async () => {
    const cookie = await signIn('/board');
    for (const where of ['/board', '/mailbox', '/mailbox/messages', `/requests/${id}`, `/requests/${id}/timeline.json`])
      expect([where, (await get(where, { cookie })).status]).toEqual([where, 200]);
    await home.restart();
    expect((await get('/board', { cookie })).status).toBe(200);
    const [, proof = ''] = /name="_form" value="([^"]+)"/.exec((await get('/board', { cookie, ...BROWSER })).text) ?? [];
    const body = new URLSearchParams({ _form: proof });
    const out = await fetch(`${home.runtime.url}/sign-out`, { method: 'POST', headers: { cookie }, redirect: 'manual', body });
    expect(out.headers.get('set-cookie')).toMatch(/^__session=; .*Max-Age=0$/);
  });

  test('X6 the token lies in operator.json, and rehearsal sign-in prints an address that opens signed in', async () => {
    const file: unknown = JSON.parse(await readFile(path.join(home.data, 'operator.json'), 'utf8'));
    expect(file).toEqual({ url: home.runtime.url, token: home.runtime.parts.operatorToken });
    const { out } = await runCommand(['sign-in', '--json'], { REHEARSAL_DATA: home.data });
    const { open } = JSON.parse(out) as { open: string };
    expect(open).not.toContain(home.runtime.parts.operatorToken);
    const { pathname, search } = new URL(open);
    expect((await get(`${pathname}${search}`, BROWSER)).headers.get('set-cookie')).toContain('HttpOnly; SameSite=Lax');
  });

  test('X6 W3 the key typed into the page signs in and leads back, never to another house; a wrong one is told', async () => {
    const post = (key: string, to: string): Promise<Response> =>
      fetch(`${home.runtime.url}/sign-in`, { method: 'POST', body: new URLSearchParams({ key, to }), redirect: 'manual' });
    expect((await post(home.runtime.parts.operatorToken, '/mailbox')).headers.get('location')).toBe('/mailbox');
    expect((await post(home.runtime.parts.operatorToken, '//evil.example')).headers.get('location')).toBe('/start');
    expect([(await post('wrong', '/board')).status, (await get('/sign-in')).status]).toEqual([403, 200]);
  });

  test('X6 board, release, feeds and sheet hold no secret link; what they link to asks strangers to sign in', async () => {
    const secret = new URL(home.runtime.parts.links.statusUrl(id)).pathname;
    const operator = { authorization: `Bearer ${home.runtime.parts.operatorToken}` };
    const sheet = await eventually('its row', async () => {
      const text = (await home.runtime.parts.platform.sheetLines()).join('\n');
      return text.includes(id) ? text : undefined;
    });
    const shown = [sheet];
    for (const where of ['/board', '/releases/3.4.1', '/feeds/queue.ics', '/feeds/cutoffs.ics', `/requests/${id}`])
      shown.push((await get(where, operator)).text);
    for (const text of shown) expect([text.includes(secret), text.includes('/status/')]).toEqual([false, false]);
    expect([sheet.includes(`/requests/${id}`), shown[1]?.includes(`href="/requests/${id}"`)]).toEqual([true, true]);
    expect([(await get(`/requests/${id}`)).status, (await get(secret)).status]).toEqual([401, 200]);
  });

  test('X6 what is open stays open: form, secret status link, badge, feeds', async () => {
    const secret = new URL(home.runtime.parts.links.statusUrl(id)).pathname;
    for (const where of ['/', '/requests/new', secret, `/badges/requests/${id}.svg`, '/feeds/cutoffs.ics'])
      expect([where, (await get(where, BROWSER)).status]).toEqual([where, 200]);
  });
});

describe('who may call', () => {
  test('X6 another host is refused on every path, whatever it proves', async () => {
    const { url, parts } = home.runtime;
    const authorization = `Bearer ${parts.operatorToken}`;
    const statuses = await Promise.all(
      [
        '/',
        '/board',
        '/mailbox/messages',
        '/requests/new',
        '/do/intake_close',
        '/agent/v1/local/tasks',
        '/functions/sweep',
        '/nothing',
      ].flatMap((where) =>
        ['evil.example:8080', 'evil.example', `127.0.0.1.evil.example:${parts.config.port}`].flatMap((host) => [
          rawHttp(url, rawRequest('GET', where, { host, authorization })),
          rawHttp(url, rawRequest('POST', where, { host, authorization, 'content-length': '0' })),
        ]),
      ),
    );
    expect(new Set(statuses)).toEqual(new Set([421]));
  });

  test('X6 a page elsewhere changes nothing, not even with our cookie', async () => {
    const cookie = await signIn('/board');
    for (const where of ['/requests/form', '/requests', `/links/mails/${id}`, '/sign-in', '/do/intake_close', '/pull-request-events']) {
      const answer = await fetch(`${home.runtime.url}${where}`, {
        method: 'POST',
        headers: { origin: 'http://evil.example', cookie },
        body: new URLSearchParams({ mail: 'x' }),
      });
      expect([where, answer.status, await answer.json()]).toEqual([where, 403, expect.objectContaining({ code: 'foreign_page' })]);
    }
  });
});

describe.each(['production', 'development'])('what cannot be read, with NODE_ENV=%s', (environment) => {
  const before = process.env['NODE_ENV'];
  let other: Embedded;
  beforeAll(async () => {
    process.env['NODE_ENV'] = environment;
    other = await startEmbedded({ agent: false });
  });
  afterAll(async () => {
    process.env['NODE_ENV'] = before;
    await other.stop();
  });

  test('P4 odd addresses and ids are 400 or 404, in our own words, for programs and for people', async () => {
    const token = other.runtime.parts.secrets.agentTokens['local']?.[0] ?? '';
    const odd = ['__proto__', 'constructor', 'toString', '%', '%00', '%E0%A4%A', '..', '%2e%2e', '%252e%252e', 'x'.repeat(600), 'a%0d%0ab'];
    const places = [
      '/',
      '/links/',
      '/status/',
      '/agent/v1/',
      '/agent/v1/local/tasks/',
      '/mailbox/messages/',
      '/releases/',
      '/badges/requests/',
      '/functions/',
      '/requests/',
    ];
    for (const place of places)
      for (const part of odd)
        for (const accept of ['*/*', BROWSER.accept]) {
          const authorization = `Bearer ${place.startsWith('/agent') ? token : other.runtime.parts.operatorToken}`;
          const headers = { host: new URL(other.runtime.url).host, accept, authorization };
          const status = await rawHttp(other.runtime.url, rawRequest('GET', `${place}${part}`, headers));
          // `/agent/v1/constructor` is nothing, `…/tasks/x` is no place to look at.
          expect([`${place}${part}`, [400, 404, 405].includes(Number(status)), status]).toEqual([`${place}${part}`, true, status]);
        }
    const page = await fetch(`${other.runtime.url}/%`, { headers: BROWSER });
    expect([page.headers.get('content-type'), await page.text()]).toEqual([
      'text/html; charset=utf-8',
      expect.not.stringMatching(/node_modules|at .*\.(?:js|ts)|Error:/),
    ]);
  });
});

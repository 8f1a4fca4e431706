import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { countStates } from '#infra/embedded/demo/forms.ts';
import { createJar } from '#test/support/browser-jar.ts';
import { ask, eventually, mailReader, press, startEmbedded, stateOf, type Embedded } from '#test/support/embedded.ts';

let home: Embedded;
let next: ReturnType<typeof mailReader>;

beforeAll(async () => {
  home = await startEmbedded({ hosting: true });
  next = mailReader(home);
}, 60_000);
afterAll(() => home?.stop());

test('E5 P7 everybody comes in by hosting, and what tasks and events call does not lie behind it', async () => {
  const { url, direct = '' } = home.runtime;
  expect(direct).not.toBe(url);
  expect(home.runtime.parts.settings.publicUrl).toBe(url);
  expect(new URL(home.runtime.parts.links.statusUrl('x')).origin).toBe(url);
  for (const [site, status] of [
    [url, 404],
    [direct, 401],
  ] as const)
    expect([site, (await fetch(`${site}/functions/sweep`, { method: 'POST' })).status]).toEqual([site, status]);
});

test('W3 E5 behind hosting people sign in by mail, see the board, and only our own pages change anything', async () => {
  const { url } = home.runtime;
  const jar = createJar(url);
  expect((await jar.post('/sign-in/mail', { email: 'ana@example.org', to: '/board' })).to).toBe('/sign-in/wait');
  const [link = ''] = /http\S+\/sign-in\/mail\/\S+/.exec((await next('ana@example.org', 'your link to sign in')).text) ?? [];
  expect(new URL(link).origin).toBe(url);
  expect((await jar.get(new URL(link).pathname)).text).toContain('Sign in as Ana Admin');
  expect((await jar.post(new URL(link).pathname)).to).toBe('/board');
  const board = await jar.get('/board');
  expect([board.status, board.text.includes('data-live=')]).toEqual([200, true]);
  const foreign = await fetch(`${url}/sign-out`, {
    method: 'POST',
    headers: { cookie: jar.cookie() ?? '', origin: 'https://evil.example' },
  });
  expect(foreign.status).toBe(403);
  expect((await jar.get('/account')).status).toBe(200);
});

test('R2 W6 E5 behind hosting an agent takes its work and brings what it wrote; its log is followed by what is new', async () => {
  const id = await ask(home, countStates({ explorations: 6, states: 21, invalid: 0 }));
  await press(home, await next('ana@', id, 'review wanted'), 'Accept');
  const run = await eventually('a run', async () => (await stateOf(home, id)).jobs.flatMap(({ runs }) => runs)[0]?.id);
  const headers = { authorization: `Bearer ${home.runtime.parts.operatorToken}` };
  const read = async (after: number): Promise<{ to: number; total: number; isRunning: boolean }> => {
    const answer = await fetch(`${home.runtime.url}/operations/${run}/log?stream=stdout&after=${after}`, { headers });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    return (await answer.json()) as Awaited<ReturnType<typeof read>>;
  };
  await next('ana@', id, 'verdict wanted');
  let to = 0;
  await eventually('the end of its log', async () => {
    const told = await read(to);
    to = told.to;
    return !told.isRunning && told.total > 0 && to === told.total ? told : undefined;
  });
  const page = await (await fetch(`${home.runtime.url}/operations/${run}/log`, { headers })).text();
  expect(page).toContain(`id="L${to}"`);
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startEmbedded, type Embedded } from '#test/support/embedded.ts';

let home: Embedded;
beforeAll(async () => {
  home = await startEmbedded({ agent: false });
});
afterAll(() => home.stop());

async function tells(token: string, query = ''): Promise<{ status: number; body: { cursor?: string; events?: { kind: string }[] } }> {
  const answer = await fetch(`${home.runtime.url}/api/v1/events${query}`, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, body: (await answer.json()) as { cursor?: string } };
}

async function calls(token: string, path: string, body: object): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${home.runtime.url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await answer.json()) as Record<string, unknown>;
}

test('P7 W4 a program follows the feed by its token, hears what its rights let it see, and nothing once it is revoked', async () => {
  const operator = home.runtime.parts.operatorToken;
  const make = (holder: string, permissions: string[]): Promise<Record<string, unknown>> =>
    calls(operator, '/tokens', { holder, permissions, everywhere: true });
  const follower = String((await make('client.follower', ['backends.read']))['token']);
  const other = String((await make('client.other', ['releases.read']))['token']);
  const [mine, theirs] = [await tells(follower), await tells(other)];
  expect([mine.status, theirs.status]).toEqual([200, 200]);
  await calls(operator, '/backends/local/pause', { why: 'a test' });
  const heard = await tells(follower, `?after=${mine.body.cursor}&wait=20`);
  expect(heard.body.events?.map(({ kind }) => kind)).toContain('backend');
  expect((await tells(other, `?after=${theirs.body.cursor}`)).body.events).toEqual([]);
  expect((await tells(`rehearsal_${'x'.repeat(43)}`)).status).toBe(401);
});

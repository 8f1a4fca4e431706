import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { operatorPrincipal } from '#contexts/access/domain/rights/grants.ts';
import { DAY } from '#kernel/time.ts';
import { openApiHouse, type ApiHouse } from '#test/support/api/house.ts';

let house: ApiHouse;
beforeEach(async () => {
  house = await openApiHouse();
});
afterEach(() => house.close());

const key = { 'idempotency-key': 'k-1' };
const token = { holder: 'client.ci', backends: ['local'] };

describe('P2 a call with a key', () => {
  test('P2 is done once: first 201, then 200 and unchanged, and a secret is said the first time alone', async () => {
    const first = await house.call('POST', '/api/v1/tokens', token, key);
    expect(first).toMatchObject({
      status: 201,
      body: { id: 'client.ci.1', outcome: 'created', token: expect.stringMatching(/^rehearsal_/) },
    });
    const again = await house.call('POST', '/api/v1/tokens', { backends: ['local'], holder: 'client.ci' }, key);
    expect(again).toMatchObject({ status: 200, body: { id: 'client.ci.1', outcome: 'unchanged' } });
    expect(again.body).not.toHaveProperty('token');
    expect((await house.call('GET', '/api/v1/tokens')).body['tokens']).toHaveLength(1);
    const kept = await house.world.system.store.query({ index: 'tokensInOrder', equal: {}, limit: 5 });
    expect(JSON.stringify(kept)).not.toContain(String(first.body['token']));
  });

  test('P2 with another body or at another path is told apart', async () => {
    await house.call('POST', '/api/v1/tokens', token, key);
    for (const [path, body] of [
      ['/tokens', { ...token, label: 'other' }],
      ['/backends/local/pause', { why: 'x' }],
    ] as const)
      expect(await house.call('POST', `/api/v1${path}`, body, key)).toMatchObject({ status: 409, body: { code: 'key_reused' } });
  });

  test('P2 that is sent again after seven days is another call', async () => {
    await house.call('POST', '/api/v1/tokens', token, key);
    house.world.time.now += 7 * DAY - 1;
    expect((await house.call('POST', '/api/v1/tokens', token, key)).status).toBe(200);
    house.world.time.now += 1;
    expect(await house.call('POST', '/api/v1/tokens', token, key)).toMatchObject({ status: 201, body: { id: 'client.ci.2' } });
  });

  test('P2 that changed nothing is not kept: it can be mended and sent again with the same key', async () => {
    const wrong = [
      await house.call('POST', '/api/v1/tokens', { holder: 'client.ci' }, key),
      await house.call('POST', '/api/v1/tokens', { ...token, backends: ['nowhere'] }, key),
    ];
    expect(wrong.map(({ status }) => status)).toEqual([409, 404]);
    expect((await house.call('POST', '/api/v1/tokens', token, key)).status).toBe(201);
  });

  test('P2 no key, or one of another caller, is another call', async () => {
    await house.call('POST', '/api/v1/tokens', token, key);
    expect((await house.call('POST', '/api/v1/tokens', token)).body).toMatchObject({ id: 'client.ci.2' });
    const bad = await house.call('POST', '/api/v1/tokens', token, { 'idempotency-key': 'has blanks' });
    expect(bad).toMatchObject({ status: 422, body: { problems: [{ path: 'Idempotency-Key' }] } });
  });
});

test('P2 a call that still goes on is told apart, and one that nobody ended is taken up under the same ids', async () => {
  await house.close();
  let release = (): void => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const ids: string[] = [];
  let dies = true;
  const who = operatorPrincipal('grace', 'token');
  house = await openApiHouse(
    {},
    {
      callerOf: () => Promise.resolve(who),
      async operate(_who, _asked, newId = () => '') {
        ids.push(newId());
        if (ids.length === 1) await gate;
        if (dies) throw new Error('the instance died');
        return { done: { facts: { backend: 'local', paused: 'x', ready: true } } };
      },
    },
  );
  const send = () => house.call('POST', '/api/v1/backends/local/pause', { why: 'x' }, key);
  const first = send();
  while (ids.length === 0) await setTimeout(5);
  const second = await send();
  expect(second).toMatchObject({ status: 409, body: { code: 'request_in_progress' } });
  expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
  release();
  expect((await first).status).toBe(500);
  dies = false;
  expect((await send()).status).toBe(200);
  expect(await send()).toMatchObject({ status: 200, body: { paused: 'x' } });
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

test('P1 whoever calls too often is told when to go on', async () => {
  await house.close();
  house = await openApiHouse({}, { rates: { take: () => 1_500 } });
  const told = await house.call('GET', '/api/v1/backends');
  expect([told.status, told.body['code'], told.headers.get('retry-after')]).toEqual([429, 'over_quota', '2']);
});

test('W4 where nobody can say who calls it is 503, never 401', async () => {
  await house.close();
  house = await openApiHouse({}, { callerOf: () => Promise.reject(new Error('the store is away')) });
  expect(await house.call('GET', '/api/v1/backends')).toMatchObject({ status: 503, body: { code: 'unavailable' } });
});

test('P2 W4 what was kept of a call is for whoever may ask for it still', async () => {
  await house.close();
  let who = operatorPrincipal('grace', 'token');
  house = await openApiHouse({}, { callerOf: () => Promise.resolve(who) });
  expect((await house.call('POST', '/api/v1/tokens', token, key)).status).toBe(201);
  who = { ...who, grants: [] };
  expect(await house.call('POST', '/api/v1/tokens', token, key)).toMatchObject({ status: 403, body: { permission: 'tokens.manage' } });
});

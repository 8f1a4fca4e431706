import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { apiOperations, fieldOf } from '#doors/contracts/api/operations.ts';
import { inputOf } from '#doors/contracts/api/input.ts';
import { openApiHouse, type ApiHouse, type Told } from '#test/support/api/house.ts';
import { queues } from '#test/support/application/requests.ts';

let house: ApiHouse;
beforeEach(async () => {
  house = await openApiHouse();
});
afterEach(() => house.close());

const lists = apiOperations.filter((one) => 'cursor' in inputOf(one).rest);

test('W4 where a list goes on says nothing of what lies between, and goes on all the same', async () => {
  const hidden = ['rq7k2m', 'rq7k2p'];
  for (const id of hidden) await queues(house.world, id);
  await queues(house.world, 'rq7k2n', { backend: 'backup' });
  const made = await house.call('POST', '/api/v1/tokens', {
    holder: 'client.ci',
    permissions: ['requests.read'],
    backends: ['backup'],
  });
  const authorization = `Bearer ${String(made.body['token'])}`;
  const seen: unknown[] = [];
  const cursors: string[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const told: Told = await house.call('GET', `/api/v1/requests?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`, undefined, {
      authorization,
    });
    expect(told.status).toBe(200);
    seen.push(...(told.body['requests'] as { id: string }[]).map(({ id }) => id));
    cursor = told.body['nextCursor'] as string | undefined;
    if (cursor !== undefined) cursors.push(cursor);
  }
  expect(seen).toEqual(['rq7k2n']);
  // What lies between costs no empty pages: nobody counts it.
  expect(cursors).toEqual([]);
  await queues(house.world, 'rq7k2q', { backend: 'backup' });
  const first = await house.call('GET', '/api/v1/requests?limit=1', undefined, { authorization });
  cursors.push(String(first.body['nextCursor']));
  const second = await house.call('GET', `/api/v1/requests?limit=1&cursor=${String(first.body['nextCursor'])}`, undefined, {
    authorization,
  });
  expect([first.body['requests'], second.body]).toMatchObject([[{ id: 'rq7k2q' }], { requests: [{ id: 'rq7k2n' }] }]);
  expect(second.body).not.toHaveProperty('nextCursor');
  for (const cursor of cursors) {
    const read = `${cursor}\n${Buffer.from(cursor, 'base64url').toString('latin1')}`;
    for (const id of [...hidden, String(house.world.time.now)]) expect(read).not.toContain(id);
  }
});

test.each(lists.map((one) => [one.name, one] as const))('P4 a cursor that %s has not given is refused', async (name, one) => {
  const path = one.segments.map((segment) => (fieldOf(segment) === undefined ? segment : 'local')).join('/');
  for (const made of ['WzEsImhpc3Rvcnl-eH55fnoiXQ', 'WzEsIngiXQ', 'x']) {
    const told = await house.call(one.route.method, `/api/v1/${path}?cursor=${made}`);
    expect([name, told.status, told.body['code']]).toEqual([name, 422, 'invalid_request']);
  }
});

test('W5 P4 of a kind that there is not the audit log has nothing, by every door', async () => {
  for (const kind of ['a', 'constructor', 'timeline', 'operations']) {
    const told = await house.call('GET', `/api/v1/audit?kind=${kind}`);
    expect([kind, told.status, told.body['entries']]).toEqual([kind, 200, []]);
  }
});

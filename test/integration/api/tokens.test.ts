import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readAudit } from '#contexts/access/app/audit/read.ts';
import { DAY } from '#kernel/time.ts';
import { openApiHouse, type ApiHouse, type Told } from '#test/support/api/house.ts';

let house: ApiHouse;
beforeEach(async () => {
  house = await openApiHouse();
});
afterEach(() => house.close());

async function made(body: object): Promise<{ authorization: string }> {
  const told = await house.call('POST', '/api/v1/tokens', { holder: 'client.ci', ...body });
  expect(told.status).toBe(201);
  return { authorization: `Bearer ${String(told.body['token'])}` };
}

const scope = { permissions: ['backends.read', 'backends.switch'], backends: ['local'] };
const pause = (backend: string, token: { authorization: string }): Promise<Told> =>
  house.call('POST', `/api/v1/backends/${backend}/pause`, { why: 'x' }, token);

test('P1 a token of a program may what it was made for, there and nowhere else; the refusal names the permission', async () => {
  const token = await made(scope);
  expect((await pause('local', token)).status).toBe(200);
  const elsewhere = await pause('backup', token);
  expect(elsewhere).toMatchObject({
    status: 403,
    body: { code: 'forbidden', permission: 'backends.switch', place: { backend: 'backup' } },
  });
  expect(await house.call('GET', '/api/v1/requests', undefined, token)).toMatchObject({
    status: 403,
    body: { permission: 'requests.read' },
  });
  // W5: what was refused is in the log, with the token by which it was asked.
  const { entries } = await readAudit(house.world.system.store, { who: 'client:ci', outcome: 'denied' }, { limit: 10 });
  expect(entries.map(({ permission, door, token: by }) => `${permission} ${door} ${by}`).toSorted()).toEqual([
    'backends.switch token client.ci.1',
    'requests.read token client.ci.1',
  ]);
  expect((await house.call('GET', '/api/v1/backends/local/status', undefined, token)).status).toBe(200);
});

test('P1 one that was made for everywhere may so everywhere, and no more than it says', async () => {
  const token = await made({ permissions: ['backends.read'], everywhere: true });
  expect((await house.call('GET', '/api/v1/backends', undefined, token)).status).toBe(200);
  expect((await pause('local', token)).status).toBe(403);
});

test('P1 it ends with its time, 400 days at most, and when it is revoked; a token made anew is like it', async () => {
  const first = await made({ ...scope, days: 3 });
  const second = await house.call('POST', '/api/v1/tokens/client.ci/rotate', { days: 9 });
  expect(second.body).toMatchObject({ permissions: scope.permissions, valid: ['client.ci.1', 'client.ci.2'] });
  expect(Date.parse(String(second.body['expires']))).toBe(house.world.time.now + 9 * DAY);
  expect((await house.call('POST', '/api/v1/tokens', { holder: 'client.ci', ...scope })).status).toBe(409);
  house.world.time.now += 3 * DAY;
  expect((await pause('local', first)).status).toBe(401);
  const token = { authorization: `Bearer ${String(second.body['token'])}` };
  expect((await pause('local', token)).status).toBe(200);
  await house.call('DELETE', '/api/v1/tokens/client.ci.2');
  house.world.time.now += 10_000;
  expect((await pause('local', token)).status).toBe(401);
  expect((await house.call('POST', '/api/v1/tokens', { holder: 'client.ci', ...scope, days: 401 })).status).toBe(409);
});

test('P1 a token that was made before there were scopes sees its backends, and changes nothing there', async () => {
  const token = await made({ backends: ['local'] });
  expect((await house.call('GET', '/api/v1/backends/local/status', undefined, token)).status).toBe(200);
  expect([
    (await pause('local', token)).status,
    (await house.call('GET', '/api/v1/backends/backup/status', undefined, token)).status,
  ]).toEqual([403, 403]);
});

test('P1 an agent’s token opens nothing here', async () => {
  const told = await house.call('POST', '/api/v1/tokens', { holder: 'agent.local' });
  const token = { authorization: `Bearer ${String(told.body['token'])}` };
  expect((await house.call('GET', '/api/v1/backends', undefined, token)).status).toBe(401);
});

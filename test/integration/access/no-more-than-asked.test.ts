import { expect, test } from '@jest/globals';
import { grantOf } from '#contexts/access/domain/rights/grants.ts';
import type { PermissionName } from '#contexts/access/domain/rights/permissions.ts';
import { rolesWith } from '#contexts/access/domain/rights/roles.ts';
import { settingsInForce } from '#functions/wiring/settings-in-force.ts';
import { mergeSettings, requireSettings } from '#functions/wiring/settings.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { openApiHouse, type ApiHouse, type Told } from '#test/support/api/house.ts';
import { invite, openHouse, runEnds, toRunning } from '#test/support/page-house.ts';

async function byToken(house: ApiHouse, holder: string, permissions: PermissionName[], path: string): Promise<Told> {
  const made = await house.call('POST', '/api/v1/tokens', { holder, permissions, everywhere: true });
  expect(made.status).toBe(201);
  return house.call('GET', path, undefined, { authorization: `Bearer ${String(made.body['token'])}` });
}

test('W4 a program that may not see people hears which right is missing, and no names', async () => {
  const house = await openApiHouse();
  const unnamed = await byToken(house, 'client.one', ['backends.read'], '/api/v1/requests');
  expect(unnamed).toMatchObject({ status: 403, body: { permission: 'requests.read', givenBy: [] } });
  expect(JSON.stringify(unnamed.body)).not.toContain('Grace');
  const named = await byToken(house, 'client.two', ['people.read'], '/api/v1/requests');
  expect(named.body['givenBy']).toContain('Grace Hopper');
  await house.close();
});

test('W4 P1 which tokens reach a backend is for those who may see tokens, in answers and on the page', async () => {
  const house = await openApiHouse();
  const { rules } = house.world.system;
  const sharing = { pools: { default: 1 }, rules: [], exclusiveAfter: 1, heavyAfter: 1 };
  house.world.system.rules = { ...rules, backends: rules.backends.map((one) => ({ ...one, sharing })) };
  await house.call('POST', '/api/v1/tokens', { holder: 'agent.local' });
  const path = '/api/v1/backends/local';
  expect((await byToken(house, 'client.one', ['backends.read'], path)).body).not.toHaveProperty('tokens');
  expect((await byToken(house, 'client.two', ['backends.read', 'tokens.read'], path)).body['tokens']).toContain('agent.local.1');
  await house.close();
  for (const [role, isSeen] of [
    ['viewer', false],
    ['admin', true],
  ] as const) {
    const grants = [grantOf(rolesWith(), role, 'all', 'settings')];
    const pages = await openHouse({ whoIs: async () => ({ kind: 'person', id: 'vic', name: 'Vic', door: 'session', grants }) });
    const shown = await (await fetch(`${pages.url}/backends/local`, { headers: { accept: 'text/html' } })).text();
    expect([role, shown.includes('Tokens of its agents')]).toEqual([role, isSeen]);
    await pages.close();
  }
});

test('W6 X3 settings in force show no key that an address carries', () => {
  const sample = sampleSettings({ data: '/data', publicUrl: 'http://127.0.0.1:1' });
  const receivers = [
    { id: 'one', url: 'https://user:hidden1@hooks.example.org/in?token=hidden2#hidden3' },
    { id: 'two', url: 'https://plain.example.org/in' },
  ];
  const file = { events: { receivers }, chat: { webhook: 'https://chat.example.org/hidden4' } };
  const all = settingsInForce(requireSettings(mergeSettings(sample, file), { sample, file }));
  const values = all.map(({ value }) => value);
  expect(values).toContain('https://hooks.example.org/in?(not shown)');
  expect(values).toContain('https://plain.example.org/in');
  expect(JSON.stringify(all)).not.toContain('hidden');
});

test('R12 W4 what runs wrote is for those with the right to it: neither its first lines, nor its log, nor a way there', async () => {
  const seen = async (role: string): Promise<[page: boolean, ways: boolean, ...statuses: number[]]> => {
    const grants = [grantOf(rolesWith(), role, 'all', 'settings')];
    const house = await openHouse({ whoIs: async () => ({ kind: 'person', id: 'vic', name: 'Vic', door: 'session', grants }) });
    const guest = await invite(house);
    const state = await toRunning(guest);
    const run = state.jobs.flatMap(({ runs }) => runs)[0]?.id ?? '';
    house.outputs.set(run, { stdout: ['a line of somebody'], stderr: [] });
    await runEnds(guest);
    const get = (path: string): Promise<Response> => fetch(house.url + path, { headers: { accept: 'text/html' } });
    const page = await (await get(`/requests/${guest.id}`)).text();
    const others = await Promise.all(
      [`/operations/${encodeURIComponent(run)}/log`, `/requests/${guest.id}/runs/${encodeURIComponent(run)}/stdout.txt`].map(get),
    );
    const bySecret = await (await fetch(new URL(new URL(house.links.statusUrl(guest.id)).pathname, house.url))).text();
    expect(bySecret).toContain('a line of somebody');
    await house.close();
    return [page.includes('a line of somebody'), page.includes('/stdout.txt'), ...others.map(({ status }) => status)];
  };
  expect(await seen('viewer')).toEqual([false, false, 403, 403]);
  expect(await seen('tester')).toEqual([true, true, 200, 200]);
});

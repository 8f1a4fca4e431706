import { expect, test } from '@jest/globals';
import { operatorPrincipal } from '#contexts/access/domain/rights/grants.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { openHouse } from '#test/support/page-house.ts';

test('X1 what reads all that there is somebody has one at a time, others are not kept waiting by it, and when it has ended so has the refusal', async () => {
  const house = await openHouse({ whoIs: async ({ headers }) => operatorPrincipal(headers.authorization ?? 'nobody', 'token') });
  const { store } = house.system;
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  let held = true;
  const query: typeof store.query = async (asked) => {
    if (held) await gate;
    return store.query(asked);
  };
  house.system.store = { ...store, query };
  const get = (path: string, who: string): Promise<Response> =>
    fetch(house.url + path, { headers: { authorization: who, accept: 'text/html' } });
  const first = await get('/audit/export.csv', 'olga');
  expect(first.status).toBe(200);
  for (const path of ['/audit/export.json', '/operations/none/log?q=x']) {
    const second = await get(path, 'olga');
    expect([path, second.status, second.headers.get('retry-after')]).toEqual([path, 429, '5']);
    expect(accessibilityFaults(await second.text())).toEqual([]);
  }
  expect((await get('/runbooks', 'olga')).status).toBe(200);
  expect((await get('/audit/export.csv', 'petra')).status).toBe(200);
  held = false;
  release();
  expect(await first.text()).toMatch(/^"at"/);
  expect((await get('/audit/export.json', 'olga')).status).toBe(200);
  await house.close();
});

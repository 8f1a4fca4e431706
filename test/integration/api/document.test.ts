import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { groupOf, apiOperations } from '#doors/contracts/api/operations.ts';
import { openApiHouse, type ApiHouse } from '#test/support/api/house.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { faultOfHtml } from '#test/support/strict-html.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await openApiHouse();
});
afterAll(() => house.close());

test('P1 the document is served to everybody, and kept until it changes', async () => {
  const first = await house.call('GET', '/api/v1/openapi.json', undefined, { authorization: '' });
  expect([first.status, first.body['openapi']]).toEqual([200, '3.1.0']);
  const again = await fetch(`${house.url}/api/v1/openapi.json`, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
  expect(again.status).toBe(304);
  expect((await house.call('POST', '/api/v1/openapi.json', {})).status).toBe(405);
});

const groups = [...new Set([...apiOperations.map(groupOf), 'events'])];

test.each(['', '/problems', ...groups.map((group) => `/${group}`)])(
  'P1 /api%s is a page that says all of it without a script, under 100 KB',
  async (path) => {
    const response = await fetch(`${house.url}/api${path}`);
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text.length).toBeLessThan(100_000);
    expect(text).not.toMatch(/<script|https?:\/\/(?!127\.0\.0\.1)[a-z.]+\/.*\.(?:js|css)/);
    expect([faultOfHtml(text), accessibilityFaults(text)]).toEqual([undefined, []]);
  },
);

test('P1 each operation stands on the page of its group', async () => {
  const pages = new Map(
    await Promise.all(groups.map(async (group) => [group, await (await fetch(`${house.url}/api/${group}`)).text()] as const)),
  );
  for (const one of apiOperations) expect(pages.get(groupOf(one))).toContain(`id="${one.name}"`);
  expect((await fetch(`${house.url}/api/nothing`)).status).toBe(404);
});

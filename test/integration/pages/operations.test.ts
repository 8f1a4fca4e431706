import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { invite, openHouse, runEnds, toRunning, type House } from '#test/support/page-house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(async () => house.close());

async function page(path: string): Promise<string> {
  const answer = await fetch(`${house.url}${path}`);
  const text = await answer.text();
  expect([answer.status, accessibilityFaults(text)]).toEqual([200, []]);
  expect(text.length).toBeLessThan(100_000);
  return text.replaceAll(/<style>.*?<\/style>/gs, '');
}

async function ran(id: string): Promise<string> {
  const guest = await invite(house, { id });
  await toRunning(guest);
  const { jobs } = await runEnds(guest);
  const [run] = jobs.flatMap(({ runs }) => runs);
  if (run === undefined) throw new Error('nothing ran');
  house.outputs.set(run.id, { stdout: ['counted 152 of ada@example.org', '<b>done</b>'], stderr: [] });
  return run.id;
}

test('O6 W8 operations are found by what stands in the address; what is typed wrongly is said', async () => {
  const run = await ran('done1');
  expect(await page('/operations')).toContain(`href="/operations/${encodeURIComponent(run)}"`);
  expect(await page('/operations?backend=local&state=done&program=job')).toContain(encodeURIComponent(run));
  expect(await page('/operations?backend=elsewhere')).toContain('No operation fits');
  expect(await page('/operations?state=asleep')).toContain('There is no state “asleep”. There are: ');
  expect(await page('/operations?name=&state=&after=nonsense')).toContain(encodeURIComponent(run));
});

test('O6 R12 one says how it stands, whose it is, its times, and the end of what it wrote, without addresses', async () => {
  const run = await ran('done1');
  const text = await page(`/operations/${encodeURIComponent(run)}`);
  expect(text).toContain('href="/requests/done1"');
  expect(text).toContain('href="/backends/local"');
  expect(text).toContain('counted 152 of •••@•••');
  expect(text).toContain('&lt;b&gt;done&lt;/b&gt;');
  expect(text).not.toContain('action="/do/');
});

test('O6 what goes on can be stopped from its page; what nobody knows is not there', async () => {
  const guest = await invite(house, { id: 'runs1' });
  await toRunning(guest);
  const text = await page('/operations?state=pending');
  const [, href = ''] = /href="(\/operations\/[^"?]+)"/.exec(text) ?? [];
  expect(await page(href)).toContain('action="/do/request_stop"');
  for (const path of ['/operations/nothing', '/operations/%00', '/operations/__proto__'])
    expect([path, (await fetch(`${house.url}${path}`)).status >= 400]).toEqual([path, true]);
});

test('W2 every runbook that a page leads to is there', async () => {
  const all = await page('/runbooks');
  const paths = [...all.matchAll(/href="(\/runbooks\/[^"]*)"/g)].map(([, path = '']) => path);
  expect(paths.length).toBeGreaterThan(10);
  for (const path of paths) expect(await page(path)).toContain('Runbooks');
  expect((await fetch(`${house.url}/runbooks/toString`)).status).toBe(404);
});

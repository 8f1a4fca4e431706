import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DAY } from '#kernel/time.ts';
import { keepsCalendar } from '#test/support/house-calendar.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { invite, openHouse, type House } from '#test/support/page-house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

async function page(path: string): Promise<string> {
  const text = await (await fetch(path)).text();
  expect(accessibilityFaults(text)).toEqual([]);
  return text.replaceAll(/<style>[^]*?<\/style>|<[^>]*>/g, '').replaceAll(/\s+/g, ' ');
}

test('C5 C6 the board leads to the report of a release; a moved cutoff is told beside it and changes nothing of it', async () => {
  const { url, system } = house;
  await invite(house, { submission: { targetRelease: '3.4.1', essential: true, essentialReason: 'It must.' } });
  await invite(house, { id: 'rq2', submission: { targetRelease: '3.4.1' } });
  expect(await page(`${url}/releases/3.4.1`)).toContain('Its report is published then');
  await keepsCalendar(house);
  const cutoff = system.rules.releases.find(({ name }) => name === '3.4.1')?.hardCutoff ?? 0;
  house.time.now = cutoff;
  await keepsCalendar(house);
  const board = await (await fetch(`${url}/board`)).text();
  expect(board).toContain('href="/releases/3.4.1"');
  expect(await page(`${url}/board`)).toMatch(/Reports ?Release 3\.4\.1, cut .*, just now: 0 ready, 1 missed, 1 blocking/);
  const published = await page(`${url}/releases/3.4.1`);
  expect(published).toContain('Report, version 1 1 blocking 1 missed 0 ready 0 breaches');
  expect(published).toMatch(/Blocking \(1\).*blocking; its gates must pass.*Missed \(1\).*moved to 3\.4\.2; its gates must pass/);
  house.time.now += DAY;
  system.rules = {
    ...system.rules,
    releases: system.rules.releases.map((row) => (row.name === '3.4.1' ? { ...row, hardCutoff: cutoff + 3 * DAY } : row)),
  };
  await keepsCalendar(house);
  expect(await page(`${url}/releases/3.4.1`)).toMatch(
    /The cutoff was moved to .* after this report .* Report, version 1 1 blocking 1 missed/,
  );
  house.time.now = cutoff + 3 * DAY;
  await keepsCalendar(house);
  expect(await page(`${url}/releases/3.4.1`)).toContain('Other versions: version 1 Report, version 2 1 blocking 1 missed');
  expect(await page(`${url}/releases/3.4.1?version=1`)).toContain('Report, version 1 1 blocking 1 missed');
});

test('C5 what is no release, version or part is not found, and odd names are no fault', async () => {
  for (const path of ['nowhere', '3.4.1?version=7', '%E0%A4%A', '3.4.1%00', 'x'.repeat(300)])
    expect([400, 404]).toContain((await fetch(`${house.url}/releases/${path}`)).status);
  // Of none, all of them.
  expect(await page(`${house.url}/releases/`)).toContain('Releases');
});

test('C5 whoever looks after releases defers what blocks one, from its report; the report stays, and says so beside it', async () => {
  const { url, system } = house;
  await invite(house, { submission: { targetRelease: '3.4.1', essential: true, essentialReason: 'It must.' } });
  await keepsCalendar(house);
  house.time.now = system.rules.releases.find(({ name }) => name === '3.4.1')?.hardCutoff ?? 0;
  await keepsCalendar(house);
  const report = await (await fetch(`${url}/releases/3.4.1`)).text();
  const form = /href="(\/do\/request_defer\?[^"]+)"/.exec(report)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const asked = await (await fetch(`${url}${form}`)).text();
  expect(accessibilityFaults(asked)).toEqual([]);
  expect(asked).toMatch(/value="3\.4\.2" checked/);
  const id = new URL(form, url).searchParams.get('id') ?? '';
  const typed = { id, release: '3.4.2', why: 'Its audit needs another week.', _back: '/releases/3.4.1', _form: 'f1', _given: 'id' };
  const done = await fetch(`${url}/do/request_defer`, { method: 'POST', body: new URLSearchParams(typed), redirect: 'manual' });
  expect([done.status, done.headers.get('location')?.split('?')[0]]).toEqual([303, '/releases/3.4.1']);
  expect(await page(`${url}/releases/3.4.1`)).toMatch(
    /Report, version 1 1 blocking.*As of now: it was deferred to 3\.4\.2 and no longer blocks\./,
  );
  expect(await page(`${url}/requests/${id}`)).toContain('deferred it to release 3.4.2: Its audit needs another week.');
});

import { afterEach, expect, test } from '@jest/globals';
import { grantOf } from '#contexts/access/domain/rights/grants.ts';
import { rolesWith } from '#contexts/access/domain/rights/roles.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { invite, openHouse, toReview, toRunning, type House } from '#test/support/page-house.ts';

let house: House;
afterEach(async () => house.close());

async function page(path: string): Promise<string> {
  const answer = await fetch(`${house.url}${path}`);
  const text = await answer.text();
  expect([answer.status, accessibilityFaults(text)]).toEqual([200, []]);
  expect(text.length).toBeLessThan(100_000);
  return text.replaceAll(/<style>.*?<\/style>/gs, '');
}

async function posts(operation: string, fields: Record<string, string>): Promise<number> {
  const body = new URLSearchParams({ _given: 'backend', _back: '/backends/local', backend: 'local', _sure: 'yes', ...fields });
  return (await fetch(`${house.url}/do/${operation}`, { method: 'POST', body, redirect: 'manual' })).status;
}

test('B1 B2 W6 a backend is paused, drained and resumed from its page, which says why, since when and by whom', async () => {
  house = await openHouse();
  expect(await page('/backends')).toContain('href="/backends/local"');
  expect(await page('/backends/local')).toContain('action="/do/backend_pause"');
  expect(await posts('backend_pause', { why: 'the <b>disk</b> is full' })).toBe(303);
  const paused = await page('/backends/local');
  expect(paused).toMatch(/<strong>paused<\/strong> since .*, by operator.operator: the &lt;b&gt;disk&lt;\/b&gt; is full/);
  expect(paused).not.toContain('action="/do/backend_pause"');
  expect(await posts('backend_resume', {})).toBe(303);
  expect(await posts('backend_drain', { why: 'a reboot', mode: 'wait', minutes: '30', resume: 'yes' })).toBe(303);
  expect(await page('/backends/local')).toMatch(/The drain.*is waited for.*in 30 min.*resumes by itself/s);
});

test('B3 B9 Q3 it says who has it, who waits and why, and what its agent did', async () => {
  house = await openHouse();
  await toRunning(await invite(house, { id: 'runs1' }));
  const waits = await invite(house, { id: 'waits1' });
  await toReview(waits);
  await waits.answers('grace', 'review', 'accept');
  const shown = await page('/backends/local');
  expect(shown).toContain('href="/requests/waits1"');
  expect(shown).toContain('Its agent has not taken up anything yet.');
});

test('W4 whoever may only look sees the switches, and who can give the right to use them; other backends are not there', async () => {
  const grants = [grantOf(rolesWith(), 'viewer', { backend: 'local' }, 'settings')];
  house = await openHouse({ whoIs: async () => ({ kind: 'person', id: 'ruth', name: 'Ruth', door: 'session', grants }) });
  const list = await page('/backends');
  expect([list.includes('/backends/local"'), list.includes('/backends/backup"')]).toEqual([true, false]);
  const shown = await page('/backends/local');
  expect(shown).toMatch(/<button disabled aria-describedby="[^"]*">Pause<\/button>/);
  expect(shown).toContain('You need the right backends.switch at the backend local');
  expect((await fetch(`${house.url}/backends/backup`)).status).toBe(403);
});

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Gate } from '#contexts/gates/domain/gates.ts';
import { each } from '#contexts/gates/domain/hindrances.ts';
import { allGates, SHA } from '#test/support/given-request.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { invite, openHouse, type Guest, type House } from '#test/support/page-house.ts';

let house: House;
let guest: Guest;

beforeEach(async () => {
  house = await openHouse();
  guest = await invite(house);
});
afterEach(() => house.close());

function red(...names: string[]): Gate {
  return { gate: 'checks', state: 'failed', why: 'Not green.', hindrances: each('red', names) };
}

async function looks(...over: Gate[]): Promise<void> {
  const gates = allGates().map((gate) => over.find((one) => one.gate === gate.gate) ?? gate);
  await guest.does({ command: 'record_gates', headSha: SHA, gates });
}

async function asks(): Promise<{ url: string; code: string }> {
  await guest.does({ command: 'waive_gates', gates: [], operator: 'olga' });
  return guest.link('gates', 'waive', 'grace');
}

async function page(
  url: string,
  fields?: Record<string, string>,
): Promise<{ status: number; text: string; field: (gate: string) => string }> {
  const response = await fetch(url, fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) });
  const text = await response.text();
  expect(accessibilityFaults(text)).toEqual([]);
  return { status: response.status, text, field: (gate) => new RegExp(`name="waive_${gate}"[^>]* value="([^"]+)"`).exec(text)?.[1] ?? '' };
}

const silent: Gate = { gate: 'reviewers', state: 'pending', why: 'They review.', hindrances: each('review', ['lee']) };

test('G7 the page names all that is in the way, and a waiver of one gate opens that alone', async () => {
  await looks(red('e2e', 'lint'), silent);
  const { url, code } = await asks();
  const shown = await page(url);
  for (const part of ['Blocked by: e2e is not green; lint is not green.', 'lee has not approved', 'Which gates are waived?'])
    expect(shown.text).toContain(part);
  const nothing = await page(url, { code, comment: 'known' });
  expect([nothing.status, nothing.text.includes('Choose at least one gate.')]).toEqual([422, true]);
  const done = await page(url, { code, comment: 'lint is broken on develop', waive_checks: shown.field('checks') });
  expect([done.status, done.text.includes('Waived by Grace Hopper')]).toEqual([200, true]);
  expect(await guest.state()).toMatchObject({ status: 'waiting_for_gates', waivers: [{ gate: 'checks', by: 'grace' }] });
  const status = await page(house.links.statusUrl(guest.id));
  expect(status.text).toContain('because: lint is broken on develop.');
});

test('G7 what has changed since it was read is shown again, and nothing is waived', async () => {
  await looks(red('lint'));
  const { url, code } = await asks();
  const shown = await page(url);
  await looks(red('lint', 'migrations'));
  const late = await page(url, { code, comment: 'known', waive_checks: shown.field('checks') });
  expect(late.status).toBe(409);
  for (const part of ['has changed since you opened this page', 'migrations is not green', 'known'])
    expect(late.text.toLowerCase()).toContain(part.toLowerCase());
  expect((await guest.state()).waivers).toEqual([]);
  expect((await page(url, { code, comment: 'known', waive_checks: late.field('checks') })).status).toBe(200);
  expect((await guest.state()).status).toBe('in_review');
});

test('G11 where every admin is an author the status page says that nobody can decide', async () => {
  const people = house.system.rules.people.filter(({ roles }) => roles.includes('admin')).map(({ id }) => id);
  await guest.does({ command: 'record_gates', headSha: SHA, gates: allGates(), authors: { logins: [], people } });
  expect((await page(house.links.statusUrl(guest.id))).text).toContain('nobody may decide on it');
});

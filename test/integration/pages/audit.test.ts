import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { operatorPrincipal } from '#contexts/access/domain/rights/grants.ts';
import { actingAs } from '#contexts/access/app/act.ts';
import { may } from '#contexts/access/domain/rights/may.ts';
import { raiseFlag } from '#contexts/backends/app/flags.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { openHouse, type House } from '#test/support/page-house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

async function pauses(operator: string, times: number): Promise<void> {
  const who = operatorPrincipal(operator, 'token');
  const permission = 'backends.switch';
  const answer = may(who, permission, {});
  if (!answer.allowed) throw new Error('may not');
  const system = actingAs(house.system, who, { permission, place: {}, because: answer.because });
  for (let n = 0; n < times; n += 1) {
    house.time.now += 60_000;
    const why = `=1+1 <b>${n}</b>`;
    await raiseFlag(kernelOf(system), { backend: `b${operator.length}-${n}`, flag: 'pause', operator, id: `${operator}:${n}`, why });
  }
}

async function page(path: string): Promise<string> {
  const response = await fetch(`${house.url}${path}`);
  const text = await response.text();
  expect([response.status, accessibilityFaults(text)]).toEqual([200, []]);
  return text;
}

test('W5 W8 the log is a page: searched, in pages of fifty, each with an address of its own', async () => {
  await pauses('olga', 60);
  await pauses('petra', 1);
  const first = await page('/audit?who=operator%3Aolga');
  expect(first).not.toContain('operator:petra');
  expect(first.match(/<code>raise_flag<\/code>/g)).toHaveLength(50);
  expect(first).toContain('as operator (all, operator)');
  const next = /<a rel="next" href="([^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const second = await page(next);
  expect(second.match(/<code>raise_flag<\/code>/g)).toHaveLength(10);
  expect(second).not.toContain('rel="next"');
  expect(await page('/audit?since=2020-01-01&until=2020-01-02')).toContain('No entry fits.');
  expect(await page('/audit?after=1/rubbish')).toContain('operator:petra');
  expect(await page('/audit?outcome=nonsense&since=x')).not.toContain('operator:petra');
});

test('W5 all that fits is taken along as CSV and JSON, and no cell is a formula', async () => {
  await pauses('olga', 3);
  await pauses('=cmd()', 1);
  const json: unknown = await (await fetch(`${house.url}/audit/export.json?who=operator:olga`)).json();
  expect(json).toEqual(
    [2, 1, 0].map((n) => expect.objectContaining({ who: 'operator:olga', on: `backend b4-${n}`, permission: 'backends.switch' })),
  );
  const csv = await (await fetch(`${house.url}/audit/export.csv`)).text();
  const [head, ...lines] = csv.trimEnd().split('\r\n');
  expect(head).toMatch(/^"at","outcome","who","for","command","on"/);
  // What was exported, and this file itself.
  const commands = lines.map((line) => line.split(',')[4]);
  expect(commands.filter((name) => name === '"note_audit_read"')).toHaveLength(2);
  expect(commands.filter((name) => name === '"raise_flag"')).toHaveLength(4);
  expect(csv).not.toMatch(/(?:^|,)"[=+@-]/m);
  expect(await (await fetch(`${house.url}/audit/export.json?who=operator:nobody`)).json()).toEqual([]);
});

test('W4 roles are a page: what each may do, who has it, and which roles hold a permission', async () => {
  const text = await page('/roles');
  expect(text).toContain('<code>release_coordinator</code>');
  expect(text).toMatch(/<a href="\/people\/grace">Grace Hopper<\/a>/);
  expect(text).toContain('<dt><code>backends.switch</code></dt>');
});

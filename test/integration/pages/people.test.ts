import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { changeAccount } from '#contexts/access/app/accounts.ts';
import type { AccountAsked } from '#contexts/access/domain/account/process.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { accessibilityFaults, tags } from '#test/support/page-check.ts';
import { openHouse, type House } from '#test/support/page-house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

let commands = 0;
async function does(person: string, asked: AccountAsked): Promise<void> {
  const changing = { id: `c${(commands += 1)}`, by: { kind: 'person', id: 'grace' } } as const;
  await changeAccount(kernelOf(house.system), person, changing, asked);
}

async function page(path: string): Promise<string> {
  const response = await fetch(`${house.url}${path}`);
  const text = await response.text();
  expect([response.status, accessibilityFaults(text)]).toEqual([200, []]);
  return text;
}

const rosa = { name: 'Rosa <b>', email: 'rosa@study.example.org' };

test('W4 W6 people are a page: who there is, what each may do, from where; more than one page where they are many', async () => {
  await does('rosa', { command: 'invite_person', named: 'grace', profile: rosa });
  await does('rosa', { command: 'give_grant', named: 'grace', role: 'researcher', where: { workspace: 'measles' } });
  const text = await page('/people');
  expect(text).toContain(
    '<a href="/people/rosa"><strong dir="auto">Rosa &lt;b&gt;</strong></a> <span class="quiet small">rosa, invited</span>',
  );
  expect(text).toContain('<code>researcher</code> at the workspace measles');
  expect(text).toMatch(/<a href="\/people\/grace"><strong dir="auto">Grace Hopper<\/strong><\/a>/);
  for (let n = 10; n < 60; n += 1)
    await does(`p${n}`, { command: 'invite_person', named: 'grace', profile: { name: `P${n}`, email: `p${n}@example.net` } });
  const next = /<a rel="next" href="([^"]+)"/.exec(await page('/people'))?.[1] ?? '';
  expect(await page(next)).toContain('/people/tim');
});

test('W4 W6 one person: each role with whence and until when, buttons that give and take what was given, and what it lets them do', async () => {
  await does('rosa', { command: 'invite_person', named: 'grace', profile: rosa });
  await does('rosa', {
    command: 'give_grant',
    named: 'grace',
    role: 'researcher',
    where: { workspace: 'measles' },
    until: house.time.now + 86_400_000,
  });
  const text = await page('/people/rosa');
  expect(text).toMatch(/given by grace, .*until /);
  const forms = tags(text).flatMap(({ name, attributes }) => (name === 'form' ? attributes.filter(([one]) => one === 'action') : []));
  expect(forms.map(([, action]) => action)).toEqual(expect.arrayContaining(['/do/person_grant', '/do/person_revoke', '/do/person_remove']));
  expect(text).toContain(
    '<dt><code>runs.start</code></dt><dd>May start runs of pipelines: at the workspace measles, as <code>researcher</code>.</dd>',
  );
  const named = await page('/people/grace');
  expect(named).not.toContain('/do/person_revoke');
  expect(named).not.toContain('/do/person_remove');
  expect((await fetch(`${house.url}/people/nobody`)).status).toBe(404);
  expect((await fetch(`${house.url}/people/__proto__`)).status).toBe(404);
});

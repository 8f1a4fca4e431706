import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { openHouse, type House } from '#test/support/page-house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

async function page(path: string): Promise<string> {
  const response = await fetch(`${house.url}${path}`);
  const text = await response.text();
  expect([response.status, accessibilityFaults(text)]).toEqual([200, []]);
  return text;
}

async function posts(operation: string, fields: [string, string][]): Promise<{ status: number; text: string }> {
  const body = new URLSearchParams([...fields, ['_back', '/tokens'], ['_form', `f-${operation}`]]);
  const answer = await fetch(`${house.url}/do/${operation}`, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { accept: 'text/html' },
  });
  const text = await answer.text();
  if (text !== '') expect(accessibilityFaults(text)).toEqual([]);
  return { status: answer.status, text };
}

const ci: [string, string][] = [
  ['holder', 'client.ci'],
  ['backends', 'local'],
  ['permissions', 'requests.read'],
  ['permissions', 'backends.read'],
];

test('W6 P1 a token is made, rotated and revoked from its page; it is shown once, and the page never has it', async () => {
  expect(await page('/tokens')).toContain('No program has a token yet');
  const made = await posts('token_make', ci);
  const token = /value="(rehearsal_[\w-]{43})"/.exec(made.text)?.[1] ?? '';
  expect([made.status, token.length]).toEqual([200, 53]);
  const listed = await page('/tokens');
  expect(listed).toContain('<dt>Permissions</dt><dd>requests.read, backends.read</dd>');
  expect(listed).toContain('<dt>Last used</dt><dd>not yet</dd>');
  expect(listed).not.toContain(token.slice(10));
  expect((await posts('token_rotate', [['holder', 'client.ci']])).text).toContain('client.ci.2');
  const ask: [string, string] = ['token', 'client.ci.1'];
  expect((await posts('token_revoke', [ask])).text).toContain('are you sure?');
  expect((await posts('token_revoke', [ask, ['_sure', 'yes']])).status).toBe(303);
  expect(await page('/tokens')).toMatch(/Those that are over.*client\.ci\.1.*revoked/s);
});

test('W6 P1 what is wrong is told at the form, which keeps what was chosen', async () => {
  const { status, text } = await posts('token_make', [...ci, ['days', '9999']]);
  expect(status).toBe(422);
  expect(text).toMatch(/value="requests\.read" checked/);
  expect(text).toMatch(/value="local" checked/);
});

test('W6 more holders than a page has are on the next', async () => {
  for (let n = 10; n < 22; n += 1)
    await posts('token_make', [
      ['holder', `client.c${n}`],
      ['backends', 'local'],
    ]);
  const first = await page('/tokens');
  const next = /<a rel="next" href="([^"]+)"/.exec(first)?.[1] ?? '';
  expect(first).toContain('client.c19');
  expect(first).not.toContain('client.c20');
  expect(await page(next)).toMatch(/client\.c20.*client\.c21/s);
});

test('W6 what names a backend, a workspace or a role is chosen of those that there are, and what was typed stays', async () => {
  const shown = await page('/people/grace');
  expect(shown).toMatch(/<select[^>]* name="role"[^>]*>.*<option value="researcher">researcher<\/option>/s);
  expect(shown).toMatch(/<select[^>]* name="backend"[^>]*>.*<option value="local">local<\/option>/s);
  const { status, text } = await posts('person_grant', [
    ['id', 'grace'],
    ['role', 'nobody'],
    ['backend', 'gone'],
  ]);
  expect(status).toBe(422);
  expect(text).toContain('<option value="nobody" selected>');
  expect(text).toContain('<option value="gone" selected>');
});

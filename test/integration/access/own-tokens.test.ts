import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { verifyToken } from '#contexts/access/app/verify-token.ts';
import { may } from '#contexts/access/domain/rights/may.ts';
import { isOwnTokenPermission, permissionNames } from '#contexts/access/domain/rights/permissions.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { behindToken } from '#functions/wiring/programs.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { openHouse, type House } from '#test/support/page-house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse({ token: 't'.repeat(40) });
});
afterEach(() => house.close());

async function looks(cookie: string, path: string): Promise<string> {
  const answer = await fetch(`${house.url}${path}`, { headers: { accept: 'text/html', cookie } });
  const text = await answer.text();
  expect([path, answer.status, accessibilityFaults(text)]).toEqual([path, 200, []]);
  return text;
}

type Fields = [string, string][];

/** By the form that the page leads to. */
async function asks(cookie: string, operation: string, given: Fields, typed: Fields = []): Promise<{ status: number; text: string }> {
  const form = await looks(cookie, `/do/${operation}?${new URLSearchParams([...given, ['back', '/account']]).toString()}`);
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value],
  );
  const body = new URLSearchParams([...hidden, ...typed]);
  const options = { method: 'POST', body, redirect: 'manual', headers: { accept: 'text/html', cookie } } as const;
  const answer = await fetch(`${house.url}/do/${operation}`, options);
  return { status: answer.status, text: await answer.text() };
}

const mine: Fields = [['holder', 'person.grace']];
const reads: Fields = [
  ['permissions', 'requests.read'],
  ['permissions', 'backends.read'],
  ['everywhere', 'yes'],
];

function shownIn(text: string): string {
  return /rehearsal_[\w-]{43}/.exec(text)?.[0] ?? '';
}

async function behind(token: string): Promise<Principal | undefined> {
  return behindToken(house.system, await verifyToken(house.system, `Bearer ${token}`, house.time.now));
}

test('W4 P1 somebody makes, rotates and revokes tokens of their own from their account', async () => {
  const grace = await house.signedIn('grace');
  expect(await looks(grace, '/account')).toMatch(
    /Your tokens.*You have none\..*href="\/do\/token_make\?holder=person\.grace&amp;back=%2Faccount"/s,
  );
  const made = await asks(grace, 'token_make', mine, reads);
  expect(made.status).toBe(200);
  expect(await behind(shownIn(made.text))).toMatchObject({ kind: 'person', id: 'grace', door: 'token', token: 'person.grace.1' });
  const page = await looks(grace, '/account');
  expect(page).toContain('<dt>Permissions</dt><dd>requests.read, backends.read</dd>');
  expect(page).not.toContain(shownIn(made.text));
  const rotated = await asks(grace, 'token_rotate', mine, [['hours', '1']]);
  expect(await behind(shownIn(rotated.text))).toMatchObject({ token: 'person.grace.2' });
  expect((await asks(grace, 'token_revoke', [['token', 'person.grace.1']], [['_sure', 'yes']])).status).toBe(303);
  expect([await behind(shownIn(made.text)), (await behind(shownIn(rotated.text)))?.id]).toEqual([undefined, 'grace']);
  expect(await looks(grace, '/account')).toMatch(/Those that are over.*person\.grace\.1/s);
});

test('W4 it gives what they have at that moment, and nothing that they do themselves, signed in', async () => {
  const grace = await house.signedIn('grace');
  for (const never of ['requests.decide', 'people.manage', 'tokens.manage'])
    expect(await asks(grace, 'token_make', mine, [...reads, ['permissions', never]])).toMatchObject({
      status: 409,
      text: expect.stringContaining(`no token of a person gives ${never}`),
    });
  const { text } = await asks(grace, 'token_make', mine, reads);
  const token = shownIn(text);
  const gives = async (): Promise<string[]> => {
    const who = await behind(token);
    return who === undefined ? ['nobody'] : permissionNames.filter((one) => may(who, one, { backend: 'local' }).allowed);
  };
  expect(await gives()).toEqual(['backends.read', 'requests.read']);
  const { people } = house.system.rules;
  const now = (roles: { role: string; backend: string }[]): typeof people =>
    people.map((one) => (one.id === 'grace' ? { ...one, roles } : one));
  house.system.rules = { ...house.system.rules, people: now([{ role: 'viewer', backend: 'backup' }]) };
  expect(await gives()).toEqual([]);
  house.system.rules = { ...house.system.rules, people: now([{ role: 'researcher', backend: 'local' }]) };
  expect(await gives()).toEqual(['backends.read']);
  house.system.rules = { ...house.system.rules, people: people.filter(({ id }) => id !== 'grace') };
  expect(await gives()).toEqual(['nobody']);
  expect(permissionNames.filter((name) => isOwnTokenPermission(name))).not.toContain('requests.decide');
});

test('W4 nobody has a token of somebody else’s, and whoever keeps tokens can revoke it', async () => {
  const [grace, tim] = [await house.signedIn('grace'), await house.signedIn('tim')];
  const tims: Fields = [['holder', 'person.tim']];
  expect(await asks(grace, 'token_make', tims, reads)).toMatchObject({ status: 409, text: expect.stringContaining('makes it themselves') });
  expect((await asks(tim, 'token_make', mine, reads)).status).toBe(403);
  expect((await asks(tim, 'token_make', [['holder', 'client.ci']], reads)).status).toBe(403);
  const token = shownIn((await asks(tim, 'token_make', tims, reads)).text);
  expect(await asks(grace, 'token_rotate', tims)).toMatchObject({ status: 409 });
  expect(await looks(grace, '/tokens')).toContain('the person tim, who keeps it themselves');
  expect((await asks(grace, 'token_revoke', [['token', 'person.tim.1']], [['_sure', 'yes']])).status).toBe(303);
  expect(await behind(token)).toBeUndefined();
});

test('W4 nobody gives by their own token what they have not', async () => {
  const tim = await house.signedIn('tim');
  const form = await looks(tim, '/do/token_make?holder=person.tim');
  expect(form).toContain('value="requests.read"');
  expect(form).not.toContain('value="dead_letters.read"');
  const { status, text } = await asks(tim, 'token_make', [['holder', 'person.tim']], [...reads, ['permissions', 'dead_letters.read']]);
  expect([status, text.includes('you have not the right dead_letters.read')]).toEqual([409, true]);
});

import { afterEach, expect, test } from '@jest/globals';
import { grantOf } from '#contexts/access/domain/rights/grants.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { rolesWith } from '#contexts/access/domain/rights/roles.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { openHouse, type House } from '#test/support/page-house.ts';

let house: House;
afterEach(async () => house.close());

const form = { _given: 'backend', _back: '/board?x=1', _form: 'f1', backend: 'local' };

async function posts(operation: string, fields: Record<string, string>): Promise<{ status: number; to: string | null; text: string }> {
  const body = new URLSearchParams({ ...form, ...fields });
  const answer = await fetch(`${house.url}/do/${operation}`, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { accept: 'text/html' },
  });
  const text = await answer.text();
  if (text !== '') expect(accessibilityFaults(text)).toEqual([]);
  return { status: answer.status, to: answer.headers.get('location'), text };
}

async function flags(): Promise<string[]> {
  return Object.keys((await house.system.store.get({ collection: 'backends', id: 'local' }))?.state.flags ?? {});
}

async function stored(): Promise<unknown> {
  return house.system.store.get({ collection: 'backends', id: 'local' });
}

test('W6 B4 a page asks for any operation, and leads back to where it was with what became of it', async () => {
  house = await openHouse();
  const { status, to } = await posts('backend_pause', { why: 'the disk is full' });
  expect([status, to]).toEqual([303, expect.stringMatching(/^\/board\?x=1&told=/)]);
  expect(await flags()).toEqual(['pause']);
  const shown = await fetch(`${house.url}${to ?? ''}`);
  expect(await shown.text()).toContain('role="status"><p>Paused: nothing new starts here.</p>');
});

test('W3 whoever’s sign-in is too long ago, or over, is led to sign in and on, with all that they typed', async () => {
  const person: Principal = {
    kind: 'person',
    id: 'grace',
    name: 'Grace',
    grants: [grantOf(rolesWith(), 'admin', 'all', 'settings')],
    door: 'session',
    signedInAt: 0,
    session: 'grace.1',
    proof: 'old',
  } as never;
  let who: Principal | undefined = person;
  house = await openHouse({ whoIs: async () => who });
  const typed = { _given: '', id: 'rosa', name: 'Rosa <b>', email: 'rosa@example.org', _proof: 'old' };
  const stale = await posts('person_invite', typed);
  expect(stale.status).toBe(401);
  expect(stale.text).toContain('This takes a sign-in of the last minutes');
  expect(stale.text).toContain('<form method="post" action="/do/person_invite">');
  expect(stale.text).toContain('<input type="hidden" name="name" value="Rosa &lt;b&gt;">');
  expect(stale.text).not.toContain('name="_proof" value="old"');
  who = undefined;
  const over = await posts('person_invite', typed);
  expect([over.status, over.text.includes('You are not signed in any more')]).toEqual([401, true]);
  who = { ...person, signedInAt: house.time.now };
  const pressed = await posts('person_invite', { ...typed, _proof: '' });
  expect([pressed.status, pressed.text.includes('Rosa &lt;b&gt;')]).toEqual([403, true]);
  expect((await posts('person_invite', typed)).status).toBe(303);
});

test('W6 one form asks once, however often it is sent', async () => {
  house = await openHouse();
  await posts('backend_pause', { why: 'the disk is full' });
  const before = await stored();
  expect((await posts('backend_pause', { why: 'the disk is full' })).status).toBe(303);
  expect(await stored()).toEqual(before);
});

test('W6 what is wrong stands beside its field, what was typed is kept, and nothing is done', async () => {
  house = await openHouse();
  const { status, text } = await posts('backend_drain', { why: ' ', mode: 'wait', minutes: 'soon' });
  expect(status).toBe(422);
  expect(text).toContain('Nothing was done.');
  expect(text).toMatch(/name="minutes"[^>]* value="soon"[^>]* aria-invalid="true"/);
  expect(text).toMatch(/id="f-[\w-]*why-problem">/);
  expect(text).toMatch(/value="wait" checked/);
  expect(text).toContain('<input type="hidden" name="backend" value="local">');
  expect(await flags()).toEqual([]);
});

test('W6 what reaches many, or cannot be taken back, is asked once more', async () => {
  house = await openHouse();
  const { status, text } = await posts('backend_maintenance', { why: 'a "new" disk' });
  expect([status, await flags()]).toEqual([200, []]);
  expect(text).toContain('Running operations that use the database are cancelled');
  expect(text).toContain('name="why" value="a &quot;new&quot; disk"');
  expect(text).toContain('href="/board?x=1">Do not</a>');
  expect((await posts('backend_maintenance', { why: 'a disk', _sure: 'yes' })).status).toBe(303);
  expect(await flags()).toEqual(['maintenance']);
});

test('W6 X2 nobody is led out of the house, and what nobody knows is not there', async () => {
  house = await openHouse();
  for (const _back of ['https://evil.example', '//evil.example', '/do/backend_remove', '/\\evil.example'])
    expect((await posts('backend_pause', { why: 'x', _back })).to).toMatch(/^\/start\?told=/);
  for (const operation of ['backend_explode', '__proto__', 'toString', '']) expect((await posts(operation, {})).status).toBe(404);
  expect(await posts('backend_pause', { why: 'x', backend: 'moon' })).toMatchObject({ status: 422 });
});

test('W4 who may not hears which right is missing and who may give it; who is nobody is asked to sign in', async () => {
  const viewer: Principal = {
    kind: 'person',
    id: 'ruth',
    name: 'Ruth',
    door: 'session',
    proof: 'p1',
    grants: [grantOf(rolesWith(), 'viewer', 'all', 'settings')],
  };
  let comes: Principal | undefined = viewer;
  house = await openHouse({ whoIs: async () => comes });
  const { status, text } = await posts('backend_pause', { why: 'the disk is full', _proof: 'p1' });
  expect([status, await flags()]).toEqual([403, []]);
  expect(text).toMatch(/You need the right backends\.switch at the backend local: .+ can give it to you\./);
  comes = undefined;
  const nobody = await posts('backend_pause', { why: 'the disk is full' });
  expect([nobody.status, await flags()]).toEqual([401, []]);
  expect(nobody.text).toContain('<input type="hidden" name="why" value="the disk is full">');
});

test('W3 the form of a person who is signed in must be of a page that was made for them', async () => {
  const grants = [grantOf(rolesWith(), 'operator', 'all', 'settings')];
  house = await openHouse({ whoIs: async () => ({ kind: 'person', id: 'ruth', name: 'Ruth', door: 'session', grants, proof: 'p1' }) });
  const { status, text } = await posts('backend_pause', { why: 'the disk is full', _proof: 'p2' });
  expect([status, await flags()]).toEqual([403, []]);
  expect(text).toContain('name="_proof" value="p1"');
  expect(text).toContain('the disk is full</textarea>');
  expect((await posts('backend_pause', { why: 'the disk is full', _proof: 'p1' })).status).toBe(303);
});

test('W6 a link opens the form of an operation, with what names the thing filled in', async () => {
  house = await openHouse();
  const answer = await fetch(`${house.url}/do/backend_drain?backend=local&minutes=30&back=/backends/local`);
  const text = await answer.text();
  expect(answer.status).toBe(200);
  expect(accessibilityFaults(text)).toEqual([]);
  expect(text).toContain('<input type="hidden" name="backend" value="local">');
  expect(text).toContain('name="_back" value="/backends/local"');
  expect(text).toMatch(/name="minutes"[^>]* value="30"/);
});

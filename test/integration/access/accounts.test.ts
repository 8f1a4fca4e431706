import { expect, test } from '@jest/globals';
import { changeAccount, readAccount } from '#contexts/access/app/accounts.ts';
import { personAt, personOf } from '#contexts/access/app/known-people.ts';
import { enterRefusals } from '#contexts/access/app/note-refusal.ts';
import { readAudit } from '#contexts/access/app/audit/read.ts';
import { noteRefused } from '#contexts/access/app/refusals.ts';
import { createSessionRing } from '#contexts/access/app/session-ring.ts';
import { accountTeller } from '#products/rehearsal/app/account-teller.ts';
import { beginSession } from '#contexts/access/app/begin-session.ts';
import type { AccountAsked } from '#contexts/access/domain/account/process.ts';
import { grantOf } from '#contexts/access/domain/rights/grants.ts';
import { may } from '#contexts/access/domain/rights/may.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { rolesWith } from '#contexts/access/domain/rights/roles.ts';
import { createVisitors } from '#doors/visitors.ts';
import { whoComes } from '#doors/who-is.ts';
import { mailOf } from '#products/rehearsal/domain/mail/effect.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { checkChain, purgeEntry } from '#kernel/chain.ts';
import { accountPrivacy } from '#contexts/access/domain/account/privacy.ts';
import { openWorld, type World } from '#test/support/application/world.ts';
import { signInRules } from '#test/support/sign-in.ts';

let commands = 0;
async function does({ system }: World, person: string, asked: AccountAsked) {
  const changing = { id: `c${(commands += 1)}`, by: { kind: 'system', part: 'operator olga' } } as const;
  return changeAccount(kernelOf(system), person, changing, asked);
}

/** Whom a browser of theirs makes them. */
async function signedIn(world: World, person: string): Promise<(at?: number) => Promise<Principal | undefined>> {
  const { system, time } = world;
  const now = (): number => time.now;
  const begun = await beginSession(kernelOf(system), signInRules, {
    who: { kind: 'person', id: person },
    secret: 's'.repeat(43),
    way: 'mail',
    from: '',
  });
  if (!begun.begun) throw new Error('not begun');
  const ring = createSessionRing({ system, rules: signInRules, now, wall: now });
  const visitors = createVisitors({
    ring,
    personOf: (id) => personOf(system, id),
    operators: { isKnown: () => false },
    tokens: { formToken: () => '', isFormToken: () => true },
    rules: signInRules,
    now,
  });
  const who = whoComes({ whoIs: () => undefined }, visitors);
  return () => who({ headers: { cookie: `__session=${begun.text}` } });
}

const invite = { command: 'invite_person', named: 'olga', profile: { name: 'Rosa', email: 'Rosa@study.example.org' } } as const;

test('W3 W4 whoever was invited is found by their address, mailed to, signs in, and may what they were given, as long as that lasts', async () => {
  const world = openWorld();
  const { system, time } = world;
  await does(world, 'rosa', invite);
  expect(await personAt(system, ' rosa@STUDY.example.org')).toMatchObject({ id: 'rosa', name: 'Rosa' });
  const teller = accountTeller(system);
  const subject = { kind: 'account', id: 'rosa' };
  const effect = mailOf('sign_in', { to: 'rosa', awaited: true }, { ask: 'a', until: 1 });
  const waiting = { effect, subject, ...(await teller.read(subject)) };
  expect(teller.recipientOf(waiting)).toMatchObject({ to: { address: 'Rosa@study.example.org' } });
  const who = await signedIn(world, 'rosa');
  expect((await who())?.grants).toEqual([]);
  const until = time.now + 60_000;
  await does(world, 'rosa', { command: 'give_grant', role: 'researcher', where: { workspace: 'measles' }, until, named: 'olga' });
  time.now += 10_000;
  const [here, there] = [{ workspace: 'measles', backend: 'tpp' }, { workspace: 'other' }];
  const now = await who();
  expect(now && [may(now, 'runs.start', here).allowed, may(now, 'runs.start', there).allowed]).toEqual([true, false]);
  expect(now?.grants[0]?.from).toBe('account');
  time.now = until;
  const later = await who();
  expect(later && may(later, 'runs.start', here).allowed).toBe(false);
  await does(world, 'rosa', { command: 'remove_person', why: 'the study is over', named: 'olga' });
  time.now += 10_000;
  expect(await who()).toBeUndefined();
  expect(await personAt(system, 'rosa@study.example.org')).toBeUndefined();
});

test('W4 a role is given once, taken once, and somebody else’s is not taken', async () => {
  const world = openWorld();
  const give = { command: 'give_grant', role: 'viewer', where: 'all', named: 'olga' } as const;
  await does(world, 'ruth', give);
  const { state } = await readAccount(world.system, 'ruth');
  await does(world, 'ruth', give);
  expect((await readAccount(world.system, 'ruth')).state.version).toBe(state.version);
  const take = { command: 'take_grant', role: 'viewer', named: 'olga' } as const;
  expect(await does(world, 'ruth', { ...take, where: { backend: 'local' } })).toHaveProperty('refused');
  await does(world, 'ruth', { ...take, where: 'all' });
  expect(await does(world, 'ruth', { ...take, where: 'all' })).toHaveProperty('refused');
  expect((await readAccount(world.system, 'ruth')).state.grants).toEqual([]);
});

test('Z4 the name and address of whoever was invited can go from the record, and it holds', async () => {
  const world = openWorld();
  await does(world, 'rosa', invite);
  await does(world, 'rosa', { command: 'remove_person', why: 'over', named: 'olga' });
  const found = await world.system.store.query({ index: 'accountTimelineInOrder', parent: 'rosa', equal: {}, limit: 9 });
  const document = await world.system.store.get({ collection: 'accounts', id: 'rosa' });
  const newest = { version: 2, own: document?.chainHead };
  const entries = found.map((one) => one.document);
  expect(checkChain(entries, newest, world.system.hash, accountPrivacy)).toEqual([]);
  const purged = entries.map((entry) => purgeEntry(entry, world.system.hash, accountPrivacy));
  expect(JSON.stringify(purged)).not.toContain('Rosa');
  expect(checkChain(purged, newest, world.system.hash, accountPrivacy)).toEqual([]);
});

test('W5 of a flood of one refusal every one is counted, few are written, and none is lost', async () => {
  const world = openWorld();
  const { system, time } = world;
  const kernel = kernelOf(system);
  const grants = [grantOf(rolesWith(), 'viewer', 'all', 'settings')];
  const ruth: Principal = { kind: 'person', id: 'ruth', name: 'Ruth', door: 'session', session: 'ruth.1', grants };
  const refusal = { permission: 'backends.switch', place: { backend: 'local' }, why: 'missing' } as const;
  await noteRefused(kernel, ruth, refusal);
  await Promise.all(Array.from({ length: 500 }, async () => noteRefused(kernel, ruth, refusal)));
  await noteRefused(kernel, { ...ruth, door: 'token' }, refusal);
  const denied = async () => (await readAudit(system.store, { outcome: 'denied' }, { limit: 50 })).entries;
  expect((await denied()).map(({ who, denied: what, door }) => [who, what, door])).toEqual([
    ['person:ruth', { permission: 'backends.switch', times: 1 }, 'token'],
    ['person:ruth', { permission: 'backends.switch', times: 1 }, 'session'],
  ]);
  expect(await enterRefusals(kernel, system)).toBe(0);
  time.now += 11 * 60_000;
  expect(await enterRefusals(kernel, system)).toBe(1);
  expect(await enterRefusals(kernel, system)).toBe(0);
  expect((await denied()).map(({ denied: what }) => what?.times)).toEqual([500, 1, 1]);
  expect(new Set((await denied()).map(({ who }) => who))).toEqual(new Set(['person:ruth']));
  time.now += 1;
  await noteRefused(kernel, ruth, refusal);
  expect((await denied())[0]).toMatchObject({ who: 'person:ruth', denied: { times: 1 } });
});

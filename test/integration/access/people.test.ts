import { typedOperation } from '#test/support/typed-operation.ts';
import { expect, test } from '@jest/globals';
import type { OperationRow } from '#contexts/access/contracts/operation-answer.ts';
import { grantOf, operatorPrincipal } from '#contexts/access/domain/rights/grants.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { rolesWith } from '#contexts/access/domain/rights/roles.ts';
import { operate } from '#functions/serve-operations/operate.ts';
import { askTools } from '#functions/wiring/ask-tools.ts';
import { placeReader } from '#functions/wiring/places.ts';
import { openWorld, type World } from '#test/support/application/world.ts';

let asked = 0;
const olga = operatorPrincipal('olga', 'token');

async function types({ system, host }: World, words: string[], who: Principal = olga) {
  const asking = { newId: () => `p${(asked += 1)}`, intakeOpen: true, asks: askTools({ system }, host), placeOf: placeReader(system), who };
  return operate(system, asking, typedOperation(words));
}

async function rows(world: World, ...words: string[]): Promise<OperationRow[]> {
  const said = await types(world, words);
  if (!('done' in said)) throw new Error(JSON.stringify(said));
  return said.done.rows ?? [];
}

const invite = ['people', 'invite', 'rosa', '--name', 'Rosa', '--email', 'rosa@study.example.org'];

test('W4 B4 somebody is invited, given a role at one place, shown, and loses it, from the command line', async () => {
  const world = openWorld();
  expect(await types(world, invite)).toMatchObject({ done: { outcome: 'created' } });
  expect(await types(world, invite)).toMatchObject({ done: { facts: { changed: true } } });
  expect(await rows(world, 'people', 'grant', 'rosa', 'researcher', '--workspace', 'measles', '--days', '30')).toEqual([
    expect.objectContaining({ role: 'researcher', at: 'workspace:measles', by: 'operator.olga' }),
  ]);
  const list = await rows(world, 'people');
  expect(list.map(({ id }) => id)).toEqual(['ada', 'alan', 'grace', 'quinn', 'rosa', 'ruth', 'tim']);
  expect(list.find(({ id }) => id === 'rosa')).toMatchObject({ from: 'invited', roles: 'researcher (workspace:measles)' });
  expect(await types(world, ['people', 'show', 'rosa'])).toMatchObject({ done: { facts: { email: 'rosa@study.example.org' } } });
  expect(await rows(world, 'people', 'revoke', 'rosa', 'researcher', '--workspace', 'measles')).toEqual([]);
  await types(world, ['people', 'remove', 'rosa', '--why', 'the study is over']);
  expect(await types(world, ['people', 'show', 'rosa'])).toMatchObject({ refused: 'not_found' });
  const log = await rows(world, 'audit', '--kind', 'account', '--id', 'rosa');
  expect(log.map(({ command, who }) => [command, who])).toEqual([
    ['remove_person', 'operator:olga'],
    ['take_grant', 'operator:olga'],
    ['give_grant', 'operator:olga'],
    ['invite_person', 'operator:olga'],
  ]);
});

test('W8 people are listed in pages, whoever names them', async () => {
  const world = openWorld();
  for (const id of ['bea', 'hal', 'zoe']) await types(world, ['people', 'invite', id, '--name', id, '--email', `${id}@example.net`]);
  const ids: unknown[] = [];
  for (let after: string[] = []; ;) {
    const said = await types(world, ['people', '--limit', '2', ...after]);
    if (!('done' in said)) throw new Error(JSON.stringify(said));
    ids.push(...(said.done.rows ?? []).map(({ id }) => id));
    if (said.done.next === undefined) break;
    after = ['--after', said.done.next.id];
  }
  expect(ids).toEqual(['ada', 'alan', 'bea', 'grace', 'hal', 'quinn', 'ruth', 'tim', 'zoe']);
});

test('W4 what cannot be given is not: unknown roles and people, places where a role gives nothing, an address that is taken', async () => {
  const world = openWorld();
  expect(await types(world, ['people', 'grant', 'grace', 'boss'])).toMatchObject({ refused: 'conflict' });
  expect(await types(world, ['people', 'grant', 'nobody', 'viewer'])).toMatchObject({ refused: 'not_found' });
  expect(await types(world, ['people', 'grant', 'grace', 'release_coordinator', '--client', 'c'])).toMatchObject({ refused: 'conflict' });
  expect(await types(world, [...invite.slice(0, 5), '--email', 'GRACE@example.org'])).toMatchObject({ refused: 'conflict' });
  expect(await types(world, ['people', 'invite', 'grace', '--name', 'G', '--email', 'g@example.net'])).toMatchObject({
    refused: 'conflict',
  });
  expect(await types(world, ['people', 'revoke', 'grace', 'admin'])).toMatchObject({ refused: 'conflict' });
});

test('W4 nobody gives what they have not; an operator begins', async () => {
  const world = openWorld();
  const roles = rolesWith({ host: { about: '', permissions: ['people.manage', 'people.read', 'requests.read'] } });
  const now = await world.system.store.now();
  const host: Principal = {
    kind: 'person',
    id: 'tim',
    name: 'Tim',
    door: 'session',
    signedInAt: now,
    grants: [grantOf(roles, 'host', 'all', 'settings')],
  };
  expect(await types(world, ['people', 'grant', 'tim', 'admin'], host)).toMatchObject({
    refused: 'conflict',
    detail: expect.stringContaining('you have not the right'),
  });
  expect(await types(world, ['people', 'grant', 'tim', 'admin'])).toHaveProperty('done');
  const admin: Principal = { ...host, id: 'grace', grants: [grantOf(rolesWith(), 'admin', 'all', 'settings')] };
  expect(await types(world, ['people', 'grant', 'ruth', 'viewer', '--backend', 'local'], admin)).toHaveProperty('done');
  expect(await types(world, ['people', 'grant', 'ruth', 'viewer'], { ...admin, signedInAt: now - 11 * 60_000 })).toMatchObject({
    refusal: { why: 'stale' },
  });
});

import { expect, test } from '@jest/globals';
import { grantOf, operatorPrincipal } from '#contexts/access/domain/rights/grants.ts';
import type { Place } from '#contexts/access/domain/rights/place.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { checkChain, nothingPersonal } from '#kernel/chain.ts';
import { rolesWith } from '#contexts/access/domain/rights/roles.ts';
import { operationRequest } from '#doors/contracts/operations.ts';
import { refusalAnswer } from '#doors/refusal.ts';
import { operate } from '#functions/serve-operations/operate.ts';
import { askTools } from '#functions/wiring/ask-tools.ts';
import { placeReader } from '#functions/wiring/places.ts';
import { openWorld, type World } from '#test/support/application/world.ts';
import type { Gate } from '#contexts/gates/domain/gates.ts';
import { each } from '#contexts/gates/domain/hindrances.ts';
import { arrives, does, queues } from '#test/support/application/requests.ts';
import { allGates, SHA } from '#test/support/given-request.ts';
import { sampleRules } from '#test/support/sample-request.ts';

function person(role: string, at: 'all' | Place = 'all', over: Partial<Principal> = {}): Principal {
  const grants = [grantOf(rolesWith(), role, at, 'settings')];
  return { kind: 'person', id: 'ruth', name: 'Ruth', door: 'session', signedInAt: 0, grants, ...over };
}

async function asks({ system, host }: World, who: Principal, asked: unknown) {
  const tools = { newId: () => 'o1', intakeOpen: true, asks: askTools({ system }, host), placeOf: placeReader(system) };
  return operate(system, { ...tools, who }, operationRequest.parse(asked));
}

const pause = { operation: 'backend_pause', backend: 'local', why: 'it smokes' };

test('W4 whoever lacks the right hears which, where, and who may give it, and nothing is done', async () => {
  const world = openWorld();
  const said = await asks(world, person('viewer'), pause);
  expect(said).toEqual({ refusal: { permission: 'backends.switch', place: { backend: 'local' }, why: 'missing' } });
  expect(await world.system.store.get({ collection: 'backends', id: 'local' })).toBeUndefined();
  if (!('refusal' in said)) throw new Error('allowed');
  const { status, body } = refusalAnswer(said.refusal, sampleRules);
  expect([status, JSON.parse(body)]).toEqual([
    403,
    {
      type: '/api/problems#forbidden',
      title: 'The caller is not allowed to do this.',
      status: 403,
      code: 'forbidden',
      detail: expect.stringMatching(/^You need the right backends\.switch at the backend local: to pause, .+ can give it to you\.$/),
      permission: 'backends.switch',
      place: { backend: 'local' },
      givenBy: expect.arrayContaining(['Grace Hopper']),
    },
  ]);
});

test('W4 a right at one backend is none at another; of a request it holds where that request is', async () => {
  const world = openWorld();
  const id = 'rq7k2m';
  await queues(world, id);
  expect(await asks(world, person('operator', { backend: 'local' }), pause)).toHaveProperty('done');
  expect(await asks(world, person('operator', { backend: 'other' }), pause)).toHaveProperty('refusal');
  expect(await asks(world, person('viewer', { backend: 'local' }), { operation: 'request_show', id })).toHaveProperty('done');
  const [unseen, nothing] = [
    await asks(world, person('viewer', { backend: 'other' }), { operation: 'request_show', id }),
    await asks(world, person('viewer', { backend: 'other' }), { operation: 'request_show', id: 'nosuch' }),
  ];
  expect(unseen).toEqual(nothing);
  const stop = { operation: 'request_stop', id, why: 'over' };
  expect(await asks(world, person('viewer', { backend: 'local' }), stop)).toEqual({
    refusal: { permission: 'requests.stop', place: { backend: 'local' }, why: 'missing' },
  });
});

test('W4 a list shows what lies where somebody may see it, and whoever may see nothing hears why', async () => {
  const world = openWorld();
  await queues(world, 'rq7k2m');
  await queues(world, 'rq7k2n', { backend: 'backup' });
  const there = person('viewer', { backend: 'backup' });
  const rowsOf = async (who: Principal, operation: string): Promise<unknown[]> => {
    const said = await asks(world, who, { operation });
    if (!('done' in said)) throw new Error(JSON.stringify(said));
    return (said.done.rows ?? []).map(({ id, backend }) => id ?? backend);
  };
  expect(await rowsOf(there, 'requests_list')).toEqual(['rq7k2n']);
  expect(await rowsOf(person('viewer'), 'requests_list')).toEqual(['rq7k2n', 'rq7k2m']);
  expect(await rowsOf(there, 'queue_list')).toEqual(['rq7k2n']);
  expect(await rowsOf(there, 'backends_list')).toEqual(['backup']);
  expect(await asks(world, person('researcher', { client: 'c' }), { operation: 'requests_list' })).toHaveProperty('refusal');
});

test('W4 what is decided in somebody else’s name takes a right of its own', async () => {
  const world = openWorld();
  const id = 'rq7k2m';
  await queues(world, id);
  const waive = { operation: 'request_waive', id, gates: ['checks'], why: 'flaky', as: 'grace' };
  const without = rolesWith({ waiver: { about: '', permissions: ['requests.waive'] } });
  const who = person('waiver', 'all', { grants: [grantOf(without, 'waiver', 'all', 'settings')] });
  expect(await asks(world, who, waive)).toEqual({ refusal: { permission: 'people.act_for', place: { backend: 'local' }, why: 'missing' } });
  expect(await asks(world, { ...who, id: 'grace', signedInAt: world.time.now }, waive)).not.toHaveProperty('refusal');
  expect(await asks(world, operatorPrincipal('olga', 'token'), waive)).not.toHaveProperty('refusal');
});

test('W3 what is sensitive takes a fresh sign-in of those who are signed in; a token is shown each time', async () => {
  const world = openWorld();
  const make = { operation: 'token_make', holder: 'agent.local' };
  const now = await world.system.store.now();
  const admin = (signedInAt: number): Principal => person('admin', 'all', { signedInAt });
  expect(await asks(world, admin(now - 11 * 60_000), make)).toEqual({ refusal: { permission: 'tokens.manage', place: {}, why: 'stale' } });
  expect(await asks(world, admin(now - 9 * 60_000), make)).not.toHaveProperty('refusal');
  expect(await asks(world, operatorPrincipal('olga', 'token'), make)).not.toHaveProperty('refusal');
});

test('W5 every entry says who caused it, through which door, and what let them; nobody changes that unseen', async () => {
  const { system, ...world } = openWorld();
  const who = person('operator', { backend: 'local' }, { session: 'ab12' });
  await asks({ system, ...world }, who, pause);
  const [entry] = await system.store.query({ index: 'historyOfActor', equal: { actor: 'person:ruth' }, limit: 5 });
  const act = {
    who: 'person:ruth',
    door: 'session',
    session: 'ab12',
    permission: 'backends.switch',
    because: { role: 'operator', at: 'backend:local', from: 'settings' },
  };
  expect(entry?.document).toMatchObject({ command: 'raise_flag', act });
  const document = await system.store.get({ collection: 'backends', id: 'local' });
  const entries = entry === undefined ? [] : [entry.document];
  const newest = { version: 1, own: document?.chainHead };
  expect(checkChain(entries, newest, system.hash, nothingPersonal())).toEqual([]);
  const forged = entries.map((one) => ({ ...one, act: { ...act, who: 'person:grace' } }));
  const unsaid = entries.map(({ act: _act, ...one }) => one);
  for (const changed of [forged, unsaid]) expect(checkChain(changed, newest, system.hash, nothingPersonal())).not.toEqual([]);
});

test('W5 what is decided in another’s name shows both', async () => {
  const world = openWorld();
  await arrives(world, 'rq7k2m');
  const red: Gate = { gate: 'checks', state: 'failed', why: 'Not green.', hindrances: each('red', ['lint']) };
  const gates = allGates().map((gate) => (gate.gate === 'checks' ? red : gate));
  await does(world, 'rq7k2m', { command: 'record_gates', headSha: SHA, gates });
  const waive = { operation: 'request_waive', id: 'rq7k2m', gates: ['checks'], why: 'flaky', as: 'grace' };
  const said = await asks(world, operatorPrincipal('olga', 'token'), waive);
  expect(said).toHaveProperty('done');
  const found = await world.system.store.query({ index: 'ringingOfActor', equal: { actor: 'operator:olga' }, limit: 5 });
  expect(found.map(({ document: { act } }) => [act?.who, act?.actedFor])).toEqual([['operator:olga', 'person:grace']]);
});

test('W4 where a thing is that cannot be read is an error, never a no', async () => {
  const { system } = openWorld();
  const placeOf = async (): Promise<never> => Promise.reject(new Error('the store is away'));
  const asking = { newId: () => 'o1', intakeOpen: true, asks: askTools({ system }, openWorld().host), placeOf, who: person('admin') };
  await expect(operate(system, asking, { operation: 'request_show', id: 'rq7k2m' })).rejects.toThrow('the store is away');
});

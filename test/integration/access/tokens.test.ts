import { operatorCalled } from '#test/support/known-as.ts';
import { expect, test } from '@jest/globals';
import { createKeyring, FRESH_FOR } from '#contexts/access/app/keyring.ts';
import { verifyToken } from '#contexts/access/app/verify-token.ts';
import { newToken } from '#functions/wiring/random-ids.ts';
import { checkOthers } from '#products/rehearsal/app/check-others.ts';
import { operate } from '#products/rehearsal/app/operate.ts';
import type { Operated } from '#products/rehearsal/app/operations/define.ts';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import { operationRequest, type OperationRequest } from '#products/rehearsal/contracts/operations.ts';
import { openWorld, type World } from '#test/support/application/world.ts';
import { countOperations } from '#test/support/counting.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let count = 0;
function asks(world: World, asked: OperationRequest): Promise<Operated> {
  return operate(
    world.system,
    { who: operatorCalled('grace'), newId: () => `id${(count += 1)}`, newToken, intakeOpen: true },
    operationRequest.parse(asked),
  );
}

/** The token as it is shown this once. */
async function given(world: World, asked: OperationRequest): Promise<string> {
  const result = await asks(world, asked);
  if ('refused' in result) throw new Error(result.detail);
  return String(result.done.facts?.['token']);
}

function verifies(world: World, authorization: string): Promise<unknown> {
  return verifyToken(world.system, authorization, world.time.now);
}

test('B10 a token is shown once, kept as a hash, and found as a bearer’s or bare; its timeline is whole', async () => {
  const world = openWorld();
  const token = await given(world, { operation: 'token_make', holder: 'agent.local' });
  const client = await given(world, {
    operation: 'token_make',
    holder: 'client.job-server',
    backends: ['local', 'backup'],
    label: 'job-server',
  });
  expect(token).toMatch(/^rehearsal_[\w-]{43}$/);
  expect(await verifies(world, `Bearer ${token}`)).toEqual({ id: 'agent.local', number: 1, kind: 'agent', backends: ['local'] });
  expect(await verifies(world, client)).toEqual({ id: 'client.job-server', number: 1, kind: 'client', backends: ['local', 'backup'] });
  expect(await verifies(world, newToken())).toBeUndefined();
  const kept = await Promise.all([
    world.system.store.query({ index: 'tokensInOrder', equal: {}, limit: 10 }),
    world.system.store.query({ index: 'tokenTimelineInOrder', parent: 'agent.local', equal: {}, limit: 10 }),
  ]);
  expect(JSON.stringify([kept, world.logged])).not.toContain(token.slice(10, 40));
  expect(await checkOthers(world.system)).toEqual(
    expect.arrayContaining(['tokens of agent.local', 'tokens of client.job-server'].map((name) => ({ name, faults: [] }))),
  );
});

test('B10 a second one is valid beside the first, a third is refused; the revoked one opens nothing, and asked for twice it is done once', async () => {
  const world = openWorld();
  const first = await given(world, { operation: 'token_make', holder: 'agent.local' });
  const second = await given(world, { operation: 'token_rotate', holder: 'agent.local' });
  expect(await asks(world, { operation: 'token_rotate', holder: 'agent.local' })).toMatchObject({
    refused: 'conflict',
    detail: expect.stringContaining('agent.local.1'),
  });
  expect([await verifies(world, first), await verifies(world, second)]).toMatchObject([{ number: 1 }, { number: 2 }]);
  const revoked = { done: { facts: { token: 'agent.local.1', revoked: true, valid: 'agent.local.2' } } };
  expect(await asks(world, { operation: 'token_revoke', token: 'agent.local.1' })).toEqual(revoked);
  expect(await asks(world, { operation: 'token_revoke', token: 'agent.local.1' })).toEqual(revoked);
  expect([await verifies(world, first), await verifies(world, second)]).toMatchObject([undefined, { number: 2 }]);
  expect(await asks(world, { operation: 'token_revoke', token: 'agent.local.7' })).toMatchObject({ refused: 'not_found' });
  const listed = await asks(world, { operation: 'tokens_list' });
  expect(listed).toMatchObject({
    done: {
      rows: [
        { token: 'agent.local.2', state: 'valid' },
        { token: 'agent.local.1', state: 'revoked', endedBy: 'operator.grace' },
      ],
    },
  });
});

test('P1 B10 a token that is rotated lives as long as the one before, and one of the API ends after a season where nobody says when', async () => {
  const world = openWorld();
  const api = { permissions: ['requests.read' as const], everywhere: true as const };
  await given(world, { operation: 'token_make', holder: 'client.ci', days: 30, ...api });
  await given(world, { operation: 'token_make', holder: 'client.usual', ...api });
  world.time.now += 10 * DAY;
  await given(world, { operation: 'token_rotate', holder: 'client.ci', hours: 1 });
  const found = await world.system.store.query({ index: 'tokensInOrder', equal: {}, limit: 10 });
  const lives = found.flatMap(({ document: { state } }) =>
    state.tokens.map(({ madeAt, expiresAt = Number.NaN }) => [state.name, (expiresAt - madeAt) / DAY]),
  );
  expect(lives).toEqual([
    ['ci', 10 + 1 / 24],
    ['ci', 30],
    ['usual', 90],
  ]);
});

test('B10 of many rotations at once, one is done; the others say why not', async () => {
  const world = openWorld();
  await given(world, { operation: 'token_make', holder: 'agent.local' });
  const all = await Promise.all(Array.from({ length: 8 }, () => asks(world, { operation: 'token_rotate', holder: 'agent.local' })));
  expect(all.filter((one) => 'done' in one)).toHaveLength(1);
  expect(all.filter((one) => 'refused' in one && one.refused === 'conflict')).toHaveLength(7);
});

test('B10 one that expires opens nothing from that instant on; the sweep puts it on its timeline, and finds nothing afterwards', async () => {
  const world = openWorld();
  const old = await given(world, { operation: 'token_make', holder: 'agent.local', days: 2 });
  const next = await given(world, { operation: 'token_rotate', holder: 'agent.local', hours: 1 });
  world.time.now += HOUR - 1;
  expect(await verifies(world, old)).toMatchObject({ number: 1 });
  world.time.now += 1;
  expect([await verifies(world, old), await verifies(world, next)]).toMatchObject([undefined, { number: 2 }]);
  await sweep(world.system, 's1');
  const [tokens] = await world.system.store.query({ index: 'tokensInOrder', equal: {}, limit: 1 });
  expect(tokens?.document.state.tokens[0]?.ended).toEqual({ at: world.time.now, by: 'the clock', why: 'expired' });
  const { version } = tokens?.document.state ?? {};
  await sweep(world.system, 's2');
  expect((await world.system.store.get({ collection: 'tokens', id: 'agent.local' }))?.state.version).toBe(version);
});

test('B10 nobody gets a token of a backend that is not there, nor an agent one of others', async () => {
  const world = openWorld();
  expect(await asks(world, { operation: 'token_make', holder: 'agent.nowhere' })).toMatchObject({ refused: 'not_found' });
  expect(await asks(world, { operation: 'token_make', holder: 'client.x', backends: ['local', 'nowhere'] })).toMatchObject({
    refused: 'not_found',
  });
  expect(await asks(world, { operation: 'token_make', holder: 'client.x' })).toMatchObject({ refused: 'conflict' });
  expect(await asks(world, { operation: 'token_make', holder: 'agent.local', backends: ['backup'] })).toMatchObject({
    refused: 'conflict',
  });
  expect(await asks(world, { operation: 'token_rotate', holder: 'agent.local' })).toMatchObject({ refused: 'not_found' });
});

test('B10 a revoked token opens nothing two seconds later, wherever it was remembered; each look is one read, and its use is written once an hour', async () => {
  const world = openWorld();
  const token = await given(world, { operation: 'token_make', holder: 'agent.local' });
  const { store, operations } = countOperations(world.system.store);
  let wall = 0;
  const keyring = createKeyring({ system: { ...world.system, store }, now: () => world.time.now, wall: () => wall });
  for (; wall < 60_000; wall += 500) expect(await keyring.verify(token)).toMatchObject({ id: 'agent.local' });
  // Sixty seconds: a look every two, and the note of its use.
  expect(operations).toMatchObject({ reads: 31, writes: 1 });
  world.time.now += HOUR;
  wall += FRESH_FOR;
  await keyring.verify(token);
  expect(operations.writes).toBe(2);
  await asks(world, { operation: 'token_revoke', token: 'agent.local.1' });
  wall += FRESH_FOR;
  expect(await keyring.verify(token)).toBeUndefined();
  expect(await asks(world, { operation: 'tokens_list' })).toMatchObject({
    done: { rows: [{ lastUsed: new Date(world.time.now).toISOString() }] },
  });
});

test('B10 what is none of ours costs no read, and an unknown one exactly one', async () => {
  const world = openWorld();
  const { store, operations } = countOperations(world.system.store);
  const keyring = createKeyring({ system: { ...world.system, store }, now: () => world.time.now, wall: () => 0 });
  for (const header of [undefined, '', 'Bearer x', `Bearer ${'x'.repeat(9_000)}`]) expect(await keyring.verify(header)).toBeUndefined();
  expect(operations.reads).toBe(0);
  expect(await keyring.verify(newToken())).toBeUndefined();
  expect(operations).toMatchObject({ reads: 1, writes: 0 });
});

test('B10 a program’s token of a day lasts a day', async () => {
  const world = openWorld();
  const token = await given(world, { operation: 'token_make', holder: 'client.nightly', backends: ['local'], days: 1 });
  world.time.now += DAY - 1;
  expect(await verifies(world, token)).toBeDefined();
  world.time.now += 1;
  expect(await verifies(world, token)).toBeUndefined();
});

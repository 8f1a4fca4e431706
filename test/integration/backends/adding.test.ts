import { operatorCalled } from '#test/support/known-as.ts';
import { expect, test } from '@jest/globals';
import { newToken } from '#functions/wiring/random-ids.ts';
import { changeBackend, loadBackend } from '#contexts/backends/app/backends.ts';
import { addedBackends, findBackend } from '#contexts/backends/app/named.ts';
import { loadSlots, takeSlots } from '#contexts/backends/app/slots.ts';
import { backendNamed } from '#contexts/backends/domain/named.ts';
import { readBoard } from '#products/rehearsal/app/board/read-board.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { checkOthers } from '#products/rehearsal/app/check-others.ts';
import { operate } from '#products/rehearsal/app/operate.ts';
import type { Operated } from '#products/rehearsal/app/operations/define.ts';
import { operationRequest, type OperationRequest } from '#products/rehearsal/contracts/operations.ts';
import { openWorld, type World } from '#test/support/application/world.ts';

let count = 0;
function asks(world: World, asked: OperationRequest): Promise<Operated> {
  return operate(
    world.system,
    { who: operatorCalled('grace'), newId: () => `id${(count += 1)}`, newToken, intakeOpen: true },
    operationRequest.parse(asked),
  );
}

const add: Extract<OperationRequest, { operation: 'backend_add' }> = {
  operation: 'backend_add',
  slug: 'gpu',
  name: 'With GPUs',
  kind: 'shared',
  pools: { default: 4, database: 2 },
};

test('B10 a backend that is added is there at once, with its pools, its flags and its timeline', async () => {
  const world = openWorld();
  expect(await findBackend(world.system, 'gpu')).toBeUndefined();
  expect(await asks(world, add)).toMatchObject({
    done: {
      facts: { backend: 'gpu', name: 'With GPUs', from: 'record', addedBy: 'operator.grace' },
      rows: [
        { pool: 'default', slots: 4, used: 0 },
        { pool: 'database', slots: 2, used: 0 },
      ],
    },
  });
  expect(await findBackend(world.system, 'gpu')).toMatchObject({
    slug: 'gpu',
    from: 'record',
    sharing: { pools: { default: 4, database: 2 }, rules: [] },
  });
  expect(await asks(world, { operation: 'backends_list' })).toMatchObject({
    done: { rows: [{ backend: 'local', from: 'settings' }, { backend: 'backup' }, { backend: 'gpu', executor: 'agent', from: 'record' }] },
  });
  expect(await asks(world, { operation: 'backend_pause', backend: 'gpu', why: 'new disks' })).toMatchObject({
    done: { facts: { paused: 'new disks' } },
  });
  expect(await asks(world, { operation: 'token_make', holder: 'agent.gpu' })).toMatchObject({ done: { facts: { id: 'agent.gpu.1' } } });
  const open = await world.system.store.query({ index: 'backendTimelineInOrder', parent: 'gpu', equal: {}, limit: 10 });
  expect(open.map(({ document }) => document.facts.map(({ fact }) => fact))).toEqual([['backend_known', 'backend_added'], ['flag_raised']]);
  expect(await checkOthers(world.system)).toEqual(expect.arrayContaining([{ name: 'backend gpu', faults: [] }]));
});

test('B10 the same again changes nothing, other pools are a change, and what makes no sense is refused', async () => {
  const world = openWorld();
  await asks(world, add);
  await asks(world, add);
  const version = async (): Promise<unknown> => (await world.system.store.get({ collection: 'backends', id: 'gpu' }))?.state.version;
  expect(await version()).toBe(1);
  expect(await asks(world, { ...add, pools: { default: 8 } })).toMatchObject({ done: { rows: [{ pool: 'default', slots: 8 }] } });
  expect(await version()).toBe(2);
  expect(await asks(world, { ...add, pools: { database: 8 } })).toMatchObject({
    refused: 'conflict',
    detail: 'there must be a pool default',
  });
  expect(await asks(world, { ...add, pools: { default: 100, a: 100, b: 1 } })).toMatchObject({ refused: 'conflict' });
  expect(await version()).toBe(2);
  for (const slug of ['Gpu', '-', '', 'a/b', '__proto__', 'x'.repeat(41)])
    expect(operationRequest.safeParse({ ...add, slug }).success).toBe(false);
});

test('B10 the settings win, and say so', async () => {
  const world = openWorld();
  expect(await asks(world, { ...add, slug: 'local' })).toMatchObject({
    refused: 'conflict',
    detail: expect.stringContaining('the settings name local'),
  });
  await asks(world, add);
  // The settings are deployed anew, and name it now.
  const [local] = world.system.rules.backends;
  if (local === undefined) throw new Error('no backend');
  const sharing = { pools: { default: 1 }, rules: [], exclusiveAfter: 1, heavyAfter: 1 };
  world.system.rules = { ...world.system.rules, backends: [...world.system.rules.backends, { ...local, slug: 'gpu', sharing }] };
  expect(await findBackend(world.system, 'gpu')).toEqual({ slug: 'gpu', name: 'gpu', from: 'settings', sharing });
  expect(await addedBackends(world.system)).toEqual([]);
  expect(await asks(world, { operation: 'backend_show', backend: 'gpu' })).toMatchObject({
    done: { facts: { from: 'settings', note: 'the settings name it too, and win' }, rows: [{ pool: 'default', slots: 1 }] },
  });
});

test('B10 it is removed only when nothing uses it, or could; its history stays', async () => {
  const world = openWorld();
  await asks(world, add);
  const remove = { operation: 'backend_remove', backend: 'gpu' } as const;
  const named = await findBackend(world.system, 'gpu');
  if (named === undefined) throw new Error('no backend');
  await asks(world, { operation: 'token_make', holder: 'agent.gpu' });
  await asks(world, { operation: 'token_make', holder: 'client.server', backends: ['local', 'gpu'] });
  expect(await asks(world, remove)).toMatchObject({
    refused: 'conflict',
    detail: expect.stringMatching(/agent\.gpu\.1, client\.server\.1 reach it/),
  });
  await asks(world, { operation: 'token_revoke', token: 'agent.gpu.1' });
  await asks(world, { operation: 'token_revoke', token: 'client.server.1' });
  await world.system.store.transact(async (tx) => {
    const wanted = { holder: 'job1', key: 'w/a', pool: 'default', weight: 1, workspace: 'w', usesDatabase: false };
    takeSlots(tx, await loadSlots(tx, 'gpu'), named.sharing, wanted);
  });
  expect(await asks(world, remove)).toMatchObject({ refused: 'conflict', detail: expect.stringContaining('job1 has slots of it') });
  await world.system.store.transact(async (tx) => {
    await loadSlots(tx, 'gpu');
    tx.set({ collection: 'backendSlots', id: 'gpu' }, { slug: 'gpu', holders: [] });
  });
  expect(await asks(world, remove)).toEqual({ done: { facts: { backend: 'gpu', removed: true } } });
  expect(await findBackend(world.system, 'gpu')).toBeUndefined();
  expect(await asks(world, remove)).toMatchObject({ refused: 'not_found' });
  expect(await asks(world, { operation: 'token_make', holder: 'agent.gpu' })).toMatchObject({ refused: 'not_found' });
  expect(await asks(world, { ...remove, backend: 'local' })).toMatchObject({
    refused: 'conflict',
    detail: 'the settings name local: it is removed there',
  });
  expect(await world.system.store.get({ collection: 'backends', id: 'gpu' })).toMatchObject({ state: { version: 2 } });
});

test('B10 B2 the board shows one that was added, and the sweep looks after its flags', async () => {
  const world = openWorld();
  await asks(world, add);
  expect((await readBoard(world.system)).backends.map(({ slug }) => slug)).toEqual(['local', 'backup', 'gpu']);
  const asked: string[] = [];
  const user = { interrupt: async (slug: string) => asked.push(slug), waiting: async () => 3, offer: async () => undefined };
  const system: System = {
    ...world.system,
    others: {
      users: () => [user],
      owners: {},
      driven: () => ({}),
      planOwners: () => ({}),
      listings: () => [],
      tellers: {},
      sweepers: {},
      records: async () => [],
    },
  };
  await world.system.store.transact(async (tx) => {
    const document = await loadBackend(tx, 'gpu');
    const command = { command: 'drain', operator: 'grace', why: 'reboot', mode: 'stop' } as const;
    changeBackend(kernelOf(world.system), tx, document, {
      id: 'drain',
      at: tx.now(),
      by: { kind: 'system', part: 'operators' },
      ...command,
    });
  });
  await sweep(system, 's1');
  expect(asked).toEqual(['gpu']);
  expect(
    await operate(
      system,
      { who: operatorCalled('grace'), newId: () => 'remove', intakeOpen: true },
      { operation: 'backend_remove', backend: 'gpu' },
    ),
  ).toMatchObject({
    refused: 'conflict',
    detail: 'gpu is in use: 3 wait for it',
  });
});

test('B10 what nobody named, or what nothing is to share, is none', () => {
  const rules = { backends: [{ slug: 'alone' }] };
  expect(backendNamed(rules, { slug: 'alone' })).toBeUndefined();
  expect(backendNamed(rules, { slug: 'nowhere' })).toBeUndefined();
});

import { describe, expect, test } from '@jest/globals';
import { changeBackend, loadBackend, readBackend } from '#contexts/backends/app/backends.ts';
import { lowerFlag, raiseFlag } from '#contexts/backends/app/flags.ts';
import { giveBack, loadSlots, takeSlots } from '#contexts/backends/app/slots.ts';
import type { BackendCommand } from '#contexts/backends/domain/process.ts';
import { HOUR, MINUTE } from '#kernel/time.ts';
import { heedFlags } from '#products/rehearsal/app/heed-flags.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { offerTurn } from '#products/rehearsal/app/offer-turn.ts';
import { flags as sweeper } from '#products/rehearsal/app/sweepers/flags.ts';
import { deploys, does, endsRun, fencingOf, queues, runOf, runs, runsSteps, stateOf } from '#test/support/application/requests.ts';
import { deliver, openWorld, type World } from '#test/support/application/world.ts';
import { sampleAsk } from '#test/support/sample-request.ts';

const safe = { jobs: [sampleAsk({ safeToRerun: true })] };
const unsafe = { jobs: [sampleAsk({ safeToRerun: false }), sampleAsk({ name: 'OtherJob', safeToRerun: false })] };

async function raises({ system }: World, flag: 'maintenance' | 'maintenance_detected' | 'pause'): Promise<void> {
  await raiseFlag(kernelOf(system), { backend: 'local', flag, operator: 'olga', why: 'disks', id: `raise:${flag}` });
}

async function lowers({ system }: World, flag: 'maintenance' | 'maintenance_detected' | 'pause'): Promise<void> {
  await lowerFlag(kernelOf(system), { backend: 'local', flag, operator: 'olga', id: `lower:${flag}` });
}

type Asked = BackendCommand extends infer C ? (C extends BackendCommand ? Omit<C, 'id' | 'at' | 'by'> : never) : never;

let commands = 0;

async function changes({ system }: World, asked: Asked): Promise<void> {
  await system.store.transact(async (tx) => {
    const document = await loadBackend(tx, 'local');
    changeBackend(kernelOf(system), tx, document, {
      id: `test:${(commands += 1)}`,
      at: tx.now(),
      by: { kind: 'system', part: 'test' },
      ...asked,
    });
  });
}

async function drains(world: World, over: { mode?: 'stop' | 'wait'; deadline?: number } = {}): Promise<void> {
  await changes(world, { command: 'drain', operator: 'olga', why: 'reboot', mode: 'stop', ...over });
}

const heeds = async (world: World) => heedFlags(world.system, 'local', `test:${(commands += 1)}`);

async function drainOf({ system }: World) {
  return (await readBackend(system, 'local')).state.drain;
}

describe('B2 R10 what a flag interrupts', () => {
  test('B2 R10 maintenance: a run that is safe to run again is cancelled with that reason, its request queues again with its age, and runs again by itself', async () => {
    const world = openWorld();
    await runs(world, 'rq1', { submission: safe });
    const { queuedSince } = await stateOf(world, 'rq1');
    world.time.now += HOUR;
    await raises(world, 'maintenance');
    const heed = world.queue.tasks.at(-1);
    expect(heed).toMatchObject({ kind: 'heed_flags' });
    expect(heed && (await deliver(world, heed))).toEqual({ answer: 'done' });
    const run = await runOf(world, 'rq1');
    expect(run).toMatchObject({ cancelling: { reason: 'maintenance' } });
    expect((await stateOf(world, 'rq1')).turn).toMatchObject({ state: 'deployed', recalled: { reason: 'maintenance' } });
    await does(world, 'rq1', { command: 'cancel_confirmed', run: run.id });
    expect(await stateOf(world, 'rq1')).toMatchObject({ status: 'queued', queuedSince, turn: { state: 'ended' } });
    expect(await offerTurn(world.system, 'local', 'a')).toBe('paused');
    await lowers(world, 'maintenance');
    expect(await offerTurn(world.system, 'local', 'b')).toBe('granted');
    expect((await stateOf(world, 'rq1')).turn?.recalled).toBeUndefined();
    await does(world, 'rq1', {
      command: 'record_test_ref',
      fencing: await fencingOf(world, 'rq1'),
      testRef: 'test-pr1-aaaaaaa',
      testSha: 'c'.repeat(40),
    });
    await runsSteps(world, 'rq1');
    expect(await runOf(world, 'rq1')).toMatchObject({ attempt: 2, state: 'pending' });
  });

  test('B2 R10 a run that is not safe to run again goes on to its end; after it nothing of its request begins there', async () => {
    const world = openWorld();
    await runs(world, 'rq1', { submission: unsafe });
    await raises(world, 'maintenance_detected');
    expect((await heeds(world)).did).toBe(1);
    expect(await runOf(world, 'rq1')).not.toHaveProperty('cancelling');
    expect((await heeds(world)).did).toBe(0);
    await endsRun(world, 'rq1');
    const { status, turn, jobs } = await stateOf(world, 'rq1');
    expect([status, turn?.state, jobs[0]?.state, jobs[1]?.runs.length]).toEqual(['queued', 'ended', 'awaiting_verdict', 0]);
  });

  test('B2 a deployment goes on to its end, and no job begins after it', async () => {
    const world = openWorld();
    await deploys(world, 'rq1', { submission: safe });
    await raises(world, 'maintenance');
    await heeds(world);
    await expect(runsSteps(world, 'rq1')).rejects.toThrow('no run of rq1');
    expect(await stateOf(world, 'rq1')).toMatchObject({ status: 'queued', turn: { state: 'ended' } });
  });

  test('B2 a pause interrupts nothing', async () => {
    const world = openWorld();
    await runs(world, 'rq1', { submission: safe });
    await raises(world, 'pause');
    expect((await heeds(world)).did).toBe(0);
    expect(await runOf(world, 'rq1')).not.toHaveProperty('cancelling');
  });

  test('B2 B6 what was overlooked is found by the sweep, once', async () => {
    const world = openWorld();
    await runs(world, 'rq1', { submission: safe });
    expect(await sweeper.look(world.system, 's1')).toBe(0);
    await raises(world, 'maintenance');
    expect(await sweeper.look(world.system, 's2')).toBe(1);
    expect(await runOf(world, 'rq1')).toMatchObject({ cancelling: { reason: 'maintenance' } });
    expect(await sweeper.look(world.system, 's3')).toBe(0);
  });
});

describe('B2 a drain is ready only when that is true', () => {
  test('B2 it stops what may be stopped, is looked at again and again, and is ready with the end of the last turn', async () => {
    const world = openWorld();
    await runs(world, 'rq1', { submission: safe });
    await queues(world, 'rq2');
    await drains(world);
    expect(await heeds(world)).toEqual({ did: 1, again: 5_000 });
    expect(await drainOf(world)).toEqual({ mode: 'stop' });
    await does(world, 'rq1', { command: 'cancel_confirmed', run: (await runOf(world, 'rq1')).id });
    // Its turn is over, and the backend has not heard of that.
    expect(await heeds(world)).toMatchObject({ did: 0, again: 5_000 });
    expect(await offerTurn(world.system, 'local', 'a')).toBe('paused');
    world.time.now += MINUTE;
    expect(await heeds(world)).toEqual({ did: 1 });
    expect(await drainOf(world)).toEqual({ mode: 'stop', readyAt: world.time.now });
    expect(await offerTurn(world.system, 'local', 'b')).toBe('paused');
    expect(await heeds(world)).toEqual({ did: 0 });
  });

  test('B2 slots that are held keep it from being ready, until each is given back', async () => {
    const world = openWorld();
    const { store } = world.system;
    const rules = { pools: { default: 2 }, rules: [], exclusiveAfter: HOUR, heavyAfter: HOUR };
    for (const holder of ['j1', 'j2'])
      await store.transact(async (tx) => {
        const wanted = { holder, key: holder, pool: 'default', weight: 1, workspace: 'w', usesDatabase: false };
        takeSlots(tx, await loadSlots(tx, 'local'), rules, wanted);
      });
    await drains(world, { mode: 'wait' });
    for (const holder of ['j1', 'j2']) {
      expect((await heeds(world)).again).toBeDefined();
      expect((await drainOf(world))?.readyAt).toBeUndefined();
      await store.transact(async (tx) => {
        giveBack(tx, await loadSlots(tx, 'local'), holder);
      });
    }
    expect(await heeds(world)).toEqual({ did: 1 });
    expect((await drainOf(world))?.readyAt).toBe(world.time.now);
  });

  test('B2 a task that its agent has not confirmed keeps it from being ready; a probe does not', async () => {
    const world = openWorld();
    const task = (id: string, body: object) =>
      world.system.store.transact(async (tx) => {
        const ref = { collection: 'agentTasks', parent: 'local', id } as const;
        await tx.get(ref);
        const of = { subject: { kind: 'job', id: 'j1' }, operation: { of: 'run', id }, fencing: 1, open: true } as const;
        tx.set(ref, { id, backend: 'local', ...of, state: 'offered', createdAt: 1, body: body as never });
      });
    await task('probe', { kind: 'probe', command: ['true'], timeout: 1 });
    await task('j1-001-cancel', { kind: 'cancel', target: 'j1-001' });
    await drains(world);
    expect((await heeds(world)).again).toBeDefined();
    await world.system.store.transact(async (tx) => {
      await tx.get({ collection: 'agentTasks', parent: 'local', id: 'j1-001-cancel' });
      tx.delete({ collection: 'agentTasks', parent: 'local', id: 'j1-001-cancel' });
    });
    expect(await heeds(world)).toEqual({ did: 1 });
  });

  test('B2 at its deadline what was waited for is stopped', async () => {
    const world = openWorld();
    await runs(world, 'rq1', { submission: safe });
    await drains(world, { mode: 'wait', deadline: world.time.now + MINUTE });
    expect(await heeds(world)).toEqual({ did: 0, again: 5_000 });
    expect(await runOf(world, 'rq1')).not.toHaveProperty('cancelling');
    world.time.now += MINUTE;
    expect((await heeds(world)).did).toBe(1);
    await heeds(world);
    expect(await runOf(world, 'rq1')).toMatchObject({ cancelling: { reason: 'drain' } });
    expect(await drainOf(world)).toMatchObject({ overdueAt: world.time.now });
  });
});

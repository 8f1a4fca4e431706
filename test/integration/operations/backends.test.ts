import { operatorCalled } from '#test/support/known-as.ts';
import { describe, expect, test } from '@jest/globals';
import { noteHeard } from '#contexts/backends/app/heard.ts';
import { loadSlots, takeSlots, type WantedSlots } from '#contexts/backends/app/slots.ts';
import { HOUR, MINUTE, SECOND } from '#kernel/time.ts';
import { heedFlags } from '#products/rehearsal/app/heed-flags.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { operate } from '#products/rehearsal/app/operate.ts';
import type { Operated } from '#products/rehearsal/app/operations/define.ts';
import type { OperationRequest } from '#products/rehearsal/contracts/operations.ts';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { queues, runs } from '#test/support/application/requests.ts';
import { openWorld, type World } from '#test/support/application/world.ts';
import { sampleRules } from '#test/support/sample-request.ts';

let asked = 0;

async function told(world: World, request: OperationRequest): Promise<Extract<Operated, { done: unknown }>['done']> {
  const done = await operate(world.system, { who: operatorCalled('grace'), newId: () => `ops-${(asked += 1)}`, intakeOpen: true }, request);
  if ('refused' in done) throw new Error(`${done.refused}: ${done.detail}`);
  return done.done;
}

const sharing = { pools: { default: 4, database: 2 }, rules: [], exclusiveAfter: HOUR, heavyAfter: HOUR };

/** A world whose first backend has pools. */
function open(): World {
  const [local, ...others] = sampleRules.backends;
  return openWorld({ rules: { backends: [...(local === undefined ? [] : [{ ...local, sharing }]), ...others], silentAfter: 4 * MINUTE } });
}

async function shares({ system }: World, holder: string, weight = 1, length?: WantedSlots['length']): Promise<void> {
  await system.store.transact(async (tx) => {
    const wanted = { holder, key: `w/${holder}`, pool: 'default', weight, workspace: 'w', usesDatabase: false, length };
    takeSlots(tx, await loadSlots(tx, 'local'), sharing, wanted);
  });
}

const status = { operation: 'backend_status', backend: 'local' } as const;
const drain = { operation: 'backend_drain', backend: 'local', why: 'reboot', mode: 'stop' } as const;
const heeds = async (world: World) => heedFlags(world.system, 'local', `test:${(asked += 1)}`);

describe('B1 B2 operators and backends', () => {
  test('B1 the status says flags with since, by and why, slots by pool, what waits, and when its agent was heard', async () => {
    const world = open();
    await noteHeard(kernelOf(world.system), 'local');
    await shares(world, 'fit', 3);
    await queues(world, 'rq1');
    await told(world, { operation: 'backend_maintenance', backend: 'local', why: 'patches' });
    const { facts, rows } = await told(world, status);
    expect(facts).toMatchObject({
      backend: 'local',
      holder: '',
      slots: 'default 3 of 4, database 0 of 2',
      waiting: 1,
      silent: false,
      draining: false,
    });
    expect(facts?.['lastSeen']).toBe(new Date(world.time.now).toISOString());
    expect(facts).toMatchObject({ running: 1, freeBy: '', late: 0, unknownEnds: 1, stopping: 0, neverEnds: 0 });
    expect(rows).toEqual([
      {
        what: 'flag',
        name: 'in maintenance',
        since: new Date(world.time.now).toISOString(),
        for: '0 min',
        by: 'operator.grace',
        why: 'patches',
      },
      {
        what: 'slots',
        name: 'w/fit',
        since: new Date(world.time.now).toISOString(),
        for: '0 min',
        expectedEnd: '',
        expectedFrom: 'nothing is known of how long it takes here',
        pace: 'unknown',
        late: '',
        why: '',
        becomes: 'stopped, and runs again afterwards by itself',
      },
    ]);
  });

  test('B2 each piece of work says since when it runs, when it is expected to end and why so, and by how much it is late; a drain that waits knows until when', async () => {
    const world = open();
    await noteHeard(kernelOf(world.system), 'local');
    const { now } = world.time;
    await shares(world, 'fit', 1, { takes: 20 * MINUTE, from: 'itself' });
    await shares(world, 'plot', 1, { takes: 90 * SECOND, from: 'backend' });
    expect((await told(world, status)).facts).toMatchObject({ running: 2, freeBy: new Date(now + 20 * MINUTE).toISOString(), late: 0 });
    world.time.now += 3 * MINUTE;
    const { facts, rows } = await told(world, { ...drain, mode: 'wait' });
    expect(facts).toMatchObject({ draining: true, running: 2, freeBy: '', late: 1, unknownEnds: 0 });
    expect(rows?.slice(1)).toMatchObject([
      { name: 'w/fit', for: '3 min', pace: 'expected', expectedFrom: 'how long it took here before', late: '' },
      { name: 'w/plot', pace: 'slow', expectedFrom: 'nine of ten such operations here took no longer', late: '1 min' },
    ]);
  });

  test('B1 maintenance off takes back what operators said and what a probe found', async () => {
    const world = open();
    await told(world, { operation: 'backend_maintenance', backend: 'local', why: 'patches' });
    const { facts } = await told(world, { operation: 'backend_maintenance_over', backend: 'local' });
    expect(facts).toMatchObject({ held: '', ready: false });
    expect((await readBackend(world.system, 'local')).state.flags).toEqual({});
  });

  test('B2 a drain says what it waits for, what becomes of each, and is ready once nothing runs; resume ends it', async () => {
    const world = open();
    await noteHeard(kernelOf(world.system), 'local');
    await runs(world, 'rq1');
    const { facts, rows } = await told(world, { ...drain, mode: 'wait', minutes: 30 });
    expect(facts).toMatchObject({
      draining: true,
      mode: 'wait',
      ready: false,
      deadline: new Date(world.time.now + 30 * MINUTE).toISOString(),
      resumesAtReturn: false,
    });
    expect(rows?.slice(1)).toMatchObject([
      { what: 'turn', name: 'rq1', pace: 'unknown', becomes: expect.stringContaining('safe to run again') },
    ]);
    world.time.now += 5 * MINUTE;
    expect((await told(world, status)).rows?.at(-1)).toMatchObject({ name: 'rq1', pace: 'never', why: expect.stringContaining('silent') });
    await told(world, { operation: 'backend_resume', backend: 'local' });
    expect((await told(world, status)).facts).toMatchObject({ draining: false });
  });

  test('B2 a shared action keeps a drain from being ready, and a pause that is shared is not ready either', async () => {
    const world = open();
    await shares(world, 'fit');
    expect((await told(world, { operation: 'backend_pause', backend: 'local', why: 'disks' })).facts).toMatchObject({ ready: false });
    await told(world, drain);
    await heeds(world);
    expect((await told(world, status)).facts).toMatchObject({ ready: false });
  });

  test('B2 it resumes by itself when its agent was away after it was ready, if that was asked, and not before', async () => {
    const world = open();
    const heard = () => noteHeard(kernelOf(world.system), 'local');
    await heard();
    await told(world, { ...drain, resume: true });
    world.time.now += 5 * MINUTE;
    // It only lost its line: nobody said that it is ready.
    await heard();
    await heeds(world);
    expect((await told(world, status)).facts).toMatchObject({ draining: true, ready: true, resumesAtReturn: true });
    for (let n = 0; n < 10; n += 1) {
      world.time.now += 30 * SECOND;
      await heard();
    }
    expect((await told(world, status)).facts).toMatchObject({ draining: true });
    world.time.now += 90 * SECOND;
    await heard();
    const { state, lastSeenAt } = await readBackend(world.system, 'local');
    expect([state.flags, state.drain, lastSeenAt]).toEqual([{}, undefined, world.time.now]);
    expect(world.queue.tasks.at(-1)?.kind).toBe('offer_turn');
  });

  test('B2 B9 a reboot that is quicker than silence ends it too, where its agent tells boots apart: not before it is ready, and not by the same boot', async () => {
    const world = open();
    const heard = (boot?: string) => noteHeard(kernelOf(world.system), 'local', { boot });
    const drained = async () => (await told(world, status)).facts?.['draining'];
    await heard();
    await told(world, { ...drain, resume: true });
    // From now on it tells: that is no reboot.
    for (const boot of ['one', 'two']) await heard(boot);
    expect((await told(world, status)).facts).toMatchObject({ draining: true, rebooted: new Date(world.time.now).toISOString() });
    await heeds(world);
    for (const boot of ['two', undefined, 'two']) await heard(boot);
    expect(await drained()).toBe(true);
    world.time.now += 3 * SECOND;
    await heard('three');
    expect(await drained()).toBe(false);
    const { state, boot, lastSeenAt } = await readBackend(world.system, 'local');
    expect([state.flags, boot, lastSeenAt]).toEqual([{}, 'three', world.time.now]);
    expect(world.queue.tasks.at(-1)?.kind).toBe('offer_turn');
    // Nothing of a reboot is left to be done: the next one is news of its own.
    await heard('three');
    await told(world, drain);
    await heeds(world);
    await heard('four');
    expect((await told(world, status)).facts).toMatchObject({ draining: true, ready: true });
  });

  test('B2 where it was not asked, a return ends no drain', async () => {
    const world = open();
    await noteHeard(kernelOf(world.system), 'local');
    await told(world, drain);
    await heeds(world);
    world.time.now += HOUR;
    await noteHeard(kernelOf(world.system), 'local');
    expect((await told(world, status)).facts).toMatchObject({ draining: true, ready: true });
  });
});

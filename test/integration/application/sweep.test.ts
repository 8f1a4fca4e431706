import { operatorCalled } from '#test/support/known-as.ts';
import { describe, expect, test } from '@jest/globals';
import { dispatchVersion } from '#products/rehearsal/app/outbox.ts';
import { recover, sweep } from '#products/rehearsal/app/sweep.ts';
import { readSweepNote } from '#products/rehearsal/app/sweep-note.ts';
import { operate } from '#products/rehearsal/app/operate.ts';
import { sweepersOf } from '#products/rehearsal/app/sweep.ts';
import { sweepAndReport } from '#products/rehearsal/app/sweep-report.ts';
import { taskRoutes } from '#products/rehearsal/stored/tasks.ts';
import { DAY, MINUTE, SECOND } from '#kernel/time.ts';
import type { Store } from '#functions/wiring/system.ts';
import { countOperations } from '#test/support/counting.ts';
import { Died, mortal } from '#test/support/application/faults.ts';
import { answers, arrives, deploys, outbox, queues, runs, stateOf } from '#test/support/application/requests.ts';
import { deliver, effectOf, effectsOf, openWorld, taskOf, type World } from '#test/support/application/world.ts';
import { storeShape } from '#kernel/store/shapes.ts';
import { collections } from '#functions/wiring/collections.ts';

/** What most sweepers find. */
const nothing = { ended_runs: 0, flags: 0, held_slots: 0, joins: 0, ready_actions: 0, schedules: 0, waiting_jobs: 0 };

let sweeps = 0;
function sweepNow(world: World): Promise<{ effects: number; turns: number }> {
  sweeps += 1;
  return sweep(world.system, `s${sweeps}`);
}

/** Every task that was ever made is delivered, as the queue would. */
async function queueWorks(world: World): Promise<void> {
  for (let n = 0; n < world.queue.tasks.length; n += 1) {
    const task = world.queue.tasks[n];
    if (task !== undefined && (task.notBefore ?? 0) <= world.time.now) await deliver(world, task);
  }
}

describe('B6 the sweep', () => {
  test('B6 takes up what was promised and not dispatched, once it is late, under a new name', async () => {
    const world = openWorld({ rules: { releases: [] } });
    await arrives(world, 'rq1');
    world.time.now += MINUTE - 1;
    expect(await sweepNow(world)).toEqual({ effects: 0, ...nothing, turns: 0 });
    world.time.now += 1;
    expect(await sweepNow(world)).toEqual({ effects: 3, ...nothing, turns: 0 });
    expect(await sweepNow(world)).toEqual({ effects: 0, ...nothing, turns: 0 });
    expect(world.queue.tasks.map(({ payload }) => payload.dispatch)).toEqual([2, 2, 2]);
    await queueWorks(world);
    const first = (await effectsOf(world, 'rq1')).filter(({ version }) => version === 1);
    expect(first.map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual([
      'check_gates waiting',
      'send_mail done',
      'update_sheet done',
    ]);
  });

  test('B6 a lease that somebody died with is taken back, not before it has run out', async () => {
    const world = openWorld({ rules: { releases: [] } });
    await arrives(world, 'rq1');
    const effect = await effectOf(world, 'rq1', 'update_sheet');
    world.faults.plan('sheet', 'crash_before');
    await expect(mortal(world.faults, () => deliver(world, taskOf(effect)))).rejects.toThrow(Died);
    const lease = taskRoutes.update_sheet.deadline + 10 * SECOND;
    world.time.now += lease;
    await sweepNow(world);
    expect(await outbox(world, effect.key)).toMatchObject({ state: 'leased' });
    world.time.now += MINUTE;
    await sweepNow(world);
    expect(await outbox(world, effect.key)).toMatchObject({ state: 'waiting', attempts: 1 });
    await queueWorks(world);
    expect(await outbox(world, effect.key)).toMatchObject({ state: 'done', attempts: 2 });
  });

  test('B6 a free backend with somebody waiting, and a lease that nobody gave back', async () => {
    const world = openWorld({ rules: { releases: [] } });
    await queues(world, 'rq1');
    expect((await sweepNow(world)).turns).toBe(1);
    expect(await stateOf(world, 'rq1')).toMatchObject({ status: 'deploying' });
    await queues(world, 'rq2');
    expect((await sweepNow(world)).turns).toBe(0);
    await answers(world, 'rq1', 'contributor', 'withdraw', 'withdraw');
    expect((await sweepNow(world)).turns).toBe(1);
    expect(await stateOf(world, 'rq2')).toMatchObject({ status: 'deploying' });
    await answers(world, 'rq2', 'contributor', 'withdraw', 'withdraw');
    expect((await sweepNow(world)).turns).toBe(0);
    expect((await world.system.store.get({ collection: 'backends', id: 'local' }))?.state.lease).toBeUndefined();
  });

  test("B6 patient looks are the sweep's own: at their time, and not counted as found", async () => {
    const world = openWorld({ rules: { releases: [] } });
    await runs(world, 'rq1');
    const { version } = await stateOf(world, 'rq1');
    for (let one = 1; one <= version; one += 1) await dispatchVersion(world.system, { collection: 'timeline', parent: 'rq1' }, one);
    await queueWorks(world);
    const watch = await effectOf(world, 'rq1', 'drive_operation', { of: 'run', phase: 'watch' });
    world.time.now = watch.dueAt - 1;
    await sweepNow(world);
    expect((await outbox(world, watch.key)).dispatches).toBe(0);
    for (const effect of await effectsOf(world, 'rq1')) if (effect.kind === 'check_gates') await deliver(world, taskOf(effect));
    world.time.now += 1;
    expect(await sweepNow(world)).toEqual({ effects: 0, ...nothing, turns: 0 });
    expect((await outbox(world, watch.key)).dispatches).toBe(1);
    await queueWorks(world);
    expect(await stateOf(world, 'rq1')).toMatchObject({ status: 'awaiting_verdict', jobs: [{ runs: [{ state: 'lost' }] }] });
  });

  test('B6 at rest it writes nothing, and reads no more however many requests there are', async () => {
    const reads: number[] = [];
    for (const many of [1, 12]) {
      const counted: { operations?: ReturnType<typeof countOperations>['operations'] } = {};
      const wrap = (store: Store): Store => {
        const counting = countOperations(store);
        counted.operations = counting.operations;
        return counting.store;
      };
      const world = openWorld({ wrap, rules: { releases: [] } });
      for (let n = 0; n < many; n += 1) {
        await arrives(world, `rq${n}`);
        await dispatchVersion(world.system, { collection: 'timeline', parent: `rq${n}` }, 1);
      }
      for (let rounds = 0; rounds < 3; rounds += 1) {
        for (let n = 0; n < many; n += 1) await dispatchVersion(world.system, { collection: 'timeline', parent: `rq${n}` }, 2);
        await queueWorks(world);
      }
      const { operations } = counted;
      if (operations === undefined) throw new Error('not counted');
      // The first one of all notes the calendar (N7).
      await sweepNow(world);
      Object.assign(operations, { reads: 0, writes: 0, deletes: 0 });
      expect(await sweepNow(world)).toEqual({ effects: 0, ...nothing, turns: 0 });
      expect(operations).toMatchObject({ writes: 0, deletes: 0 });
      reads.push(operations.reads);
    }
    expect(reads[0]).toBe(reads[1]);
    // B2, B7. Of each of two backends two more than 11: whether others are kept from sharing it, and whether its flags are heeded. B10: one for tokens that have expired. O7: and three for schedules, with the time. B8: of each backend one for its probes, and one for those that were added. K5: and seven for runs and jobs of pipelines. O6: and two for what was stored before it could be found. W3, W5: one for sessions that are over, and one for refusals that were only counted.
    expect(reads[0]).toBeLessThan(33);
  });

  test('B6 one that cannot be helped does not keep it from the others', async () => {
    const world = openWorld({ rules: { releases: [] } });
    await arrives(world, 'rq1');
    await queues(world, 'rq2', { backend: 'backup' });
    world.time.now += 2 * MINUTE;
    world.faults.plan('queue', 'throw', 'throw');
    const found = await sweepNow(world);
    const every = [...(await effectsOf(world, 'rq1')), ...(await effectsOf(world, 'rq2'))];
    // Version 4 is the turn that the sweep itself grants; the clock's ladder is climbed later.
    const all = every.filter(({ version, dueAt }) => version !== 4 && (dueAt ?? 0) <= world.time.now);
    expect(found).toEqual({ effects: all.length - 2, ...nothing, turns: 1 });
    expect(world.logged.filter(({ message }) => message === 'sweep could not help')).toHaveLength(2);
    // The next one brings those two.
    world.time.now += MINUTE;
    await sweepNow(world);
    const named = new Set(world.queue.tasks.map(({ payload }) => payload.effectKey));
    for (const { key } of all) expect([...named]).toContain(key);
  });

  test('B6 more than a page of overdue effects is taken up by one sweep, past those that cannot be helped', async () => {
    const world = openWorld({ rules: { releases: [] } });
    for (let n = 0; n < 160; n += 1) await arrives(world, `rq${n}`);
    world.time.now += 2 * MINUTE;
    world.faults.plan('queue', ...Array.from({ length: 210 }, () => 'throw' as const));
    expect(await sweepNow(world)).toEqual({ effects: 480 - 210, ...nothing, turns: 0 });
    expect(new Set(world.queue.tasks.map(({ payload }) => payload.effectKey)).size).toBe(480 - 210);
    world.time.now += 2 * MINUTE;
    expect((await sweepNow(world)).effects).toBe(480);
  });

  test('B6 its figures are logged each time, and noted when it found something and once an hour', async () => {
    const counted: { operations?: ReturnType<typeof countOperations>['operations'] } = {};
    const wrap = (store: Store): Store => {
      const counting = countOperations(store);
      counted.operations = counting.operations;
      return counting.store;
    };
    const world = openWorld({ wrap, rules: { releases: [] } });
    const report = (): Promise<unknown> => sweepAndReport(world.system, `r${world.time.now}`);
    await report();
    const first = await readSweepNote(world.system);
    expect(first).toEqual({
      id: 'sweep',
      storeShape: storeShape(collections),
      at: world.time.now,
      found: { effects: 0, ...nothing, turns: 0 },
      totals: { effects: 0, ...nothing, turns: 0 },
    });
    for (let n = 0; n < 11; n += 1) {
      world.time.now += 5 * MINUTE;
      const before = counted.operations?.writes;
      await report();
      expect(counted.operations?.writes).toBe(before);
    }
    world.time.now += 5 * MINUTE;
    await report();
    expect(await readSweepNote(world.system)).toMatchObject({ at: world.time.now });
    await arrives(world, 'rq1');
    world.time.now += 2 * MINUTE;
    expect(await report()).toEqual({ effects: 3, ...nothing, turns: 0, dead: 0 });
    expect(await readSweepNote(world.system)).toMatchObject({
      last: { at: world.time.now, found: { effects: 3 } },
      totals: { effects: 3 },
    });
    const lines = world.logged.filter(({ message }) => message === 'sweep done');
    expect(lines).toHaveLength(14);
    expect(lines.at(-1)).toEqual({
      severity: 'INFO',
      message: 'sweep done',
      data: { effects: 3, ...nothing, turns: 0, dead: 0 },
    });
  });

  test('B6 two sweeps at once dispatch nothing twice', async () => {
    const world = openWorld({ rules: { releases: [] } });
    await arrives(world, 'rq1');
    world.time.now += DAY;
    const found = await Promise.all([sweepNow(world), sweepNow(world), sweepNow(world)]);
    expect(found.reduce((sum, { effects }) => sum + effects, 0)).toBe(3);
    expect(world.queue.tasks).toHaveLength(3);
  });
});

describe('B6 each promise has its sweeper', () => {
  test('B6 one that cannot look keeps no other from looking; it is listed with why, until it can look again', async () => {
    const broken = { index: '' };
    const wrap = (store: Store): Store => ({
      ...store,
      query: (query) => (query.index === broken.index ? Promise.reject(new Error('no such index')) : store.query(query)),
    });
    const world = openWorld({ wrap, rules: { releases: [] } });
    const listed = async (): Promise<Record<string, unknown>[]> => {
      const shown = await operate(
        world.system,
        { who: operatorCalled('grace'), newId: () => 'n', intakeOpen: true },
        { operation: 'sweep_show' },
      );
      return 'done' in shown ? [...(shown.done.rows ?? [])] : [];
    };
    await sweepAndReport(world.system, 'a');
    expect((await listed()).map(({ sweeper }) => sweeper)).toEqual(Object.keys(sweepersOf(world.system)));
    await arrives(world, 'rq1');
    world.time.now += 2 * MINUTE;
    broken.index = 'requestsToPurge';
    expect(await sweepAndReport(world.system, 'b')).toMatchObject({ effects: 3 });
    expect(await listed()).toContainEqual(expect.objectContaining({ sweeper: 'effects', lastFound: 3, isWarning: true }));
    expect(await listed()).toContainEqual(
      expect.objectContaining({ sweeper: 'personal_data', lastFound: 0, failed: 'Error: no such index', isWarning: false }),
    );
    broken.index = '';
    await sweepAndReport(world.system, 'c');
    expect((await listed()).filter((row) => 'failed' in row)).toEqual([]);
  });

  test('B6 Z2 a sweep that cannot look for lost effects is a failed one, after all others have looked', async () => {
    const wrap = (store: Store): Store => ({
      ...store,
      query: (query) => (query.index === 'outboxDue' ? Promise.reject(new Error('no such index')) : store.query(query)),
    });
    const world = openWorld({ wrap });
    await expect(sweepAndReport(world.system, 'a')).rejects.toThrow('no such index');
    expect((await readSweepNote(world.system))?.sweepers).toMatchObject({
      effects: { failed: { why: 'Error: no such index' } },
      calendar: { found: { count: world.system.rules.releases.length } },
    });
  });
});

describe('E1 after a kill', () => {
  test('E1 what a dead process held is dispatched at once; what the queue still has is left to it', async () => {
    const world = openWorld({ rules: { releases: [] } });
    await deploys(world, 'rq1');
    const { version } = await stateOf(world, 'rq1');
    for (let one = 1; one < version; one += 1) await dispatchVersion(world.system, { collection: 'timeline', parent: 'rq1' }, one);
    const sheet = await effectOf(world, 'rq1', 'update_sheet');
    world.faults.plan('sheet', 'crash_after');
    await expect(mortal(world.faults, () => deliver(world, taskOf(sheet)))).rejects.toThrow(Died);
    const before = world.queue.tasks.length;
    // The lease that died, and the newest version, whose doorbell was never rung.
    const undelivered = (await effectsOf(world, 'rq1')).filter((effect) => effect.version === version && effect.dispatches > 0).length;
    expect(await recover(world.system)).toBe(1 + undelivered);
    expect(world.queue.tasks.length - before).toBe(1 + undelivered);
    expect(await deliver(world, taskOf(await outbox(world, sheet.key)))).toEqual({ answer: 'done' });
    expect(await recover(world.system)).toBe(0);
  });
});

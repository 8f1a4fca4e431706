import { describe, expect, test } from '@jest/globals';
import { countsOf } from '#contexts/plans/domain/state.ts';
import { dismissDeadLetter, listDeadLetters } from '#kernel/app/dead-letters.ts';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import { sweepAndReport } from '#products/rehearsal/app/sweep-report.ts';
import { DAY, HOUR, MINUTE } from '#kernel/time.ts';
import { StoreError } from '#kernel/store/errors.ts';
import type { Store } from '#functions/wiring/system.ts';
import { arrives } from '#test/support/application/requests.ts';
import { deliver, effectOf, openWorld, taskOf, type World } from '#test/support/application/world.ts';
import { keep, plays, stateOf } from '#test/support/plan-house.ts';
import { step } from '#test/support/plan-steps.ts';

/** What most sweepers find. */
const nothing = { ended_runs: 0, flags: 0, held_slots: 0, joins: 0, ready_actions: 0, schedules: 0, waiting_jobs: 0 };

interface Broken {
  world: World;
  /** The effect's key. */
  key: string;
  heal: () => void;
}

/** A plan whose first step has ended; its other pages cannot be read, until that is mended. */
async function behind(): Promise<Broken> {
  const fault = { is: false };
  const wrap = (inner: Store): Store => ({
    ...inner,
    transact: (work) =>
      inner.transact((tx) =>
        work({
          ...tx,
          get: (ref) => {
            if (fault.is && ref.collection === 'planPages') throw new StoreError('unavailable', 'a page cannot be read');
            return tx.get(ref);
          },
        }),
      ),
  });
  const world = openWorld({ wrap, rules: { releases: [] } });
  const { system } = world;
  const hub = Array.from({ length: 300 }, (_, n) => step(`s${n}`, n === 0 ? [] : ['s0'], { input: 'x'.repeat(300) }));
  await keep(system, 'hub', hub);
  await plays(system, 'hub', 's0');
  fault.is = true;
  const key = world.queue.tasks[0]?.payload.effectKey ?? '';
  return { world, key, heal: () => void (fault.is = false) };
}

/** Every task that is there is delivered, as often as the queue would. */
async function queueWorks(world: World): Promise<void> {
  for (const task of world.queue.tasks.splice(0))
    for (let attempt = 0; attempt < 12; attempt += 1) if ((await deliver(world, task)).answer !== 'later') break;
}

async function isOver({ system }: World): Promise<boolean> {
  const counts = countsOf(await stateOf(system, 'hub'));
  return counts.succeeded === 1 && counts.ready === 299;
}

/** A sweep each hour, and whatever it asks for. Gives after how many hours something was asked for. */
async function hours(world: World, most: number): Promise<number[]> {
  const asked: number[] = [];
  for (let hour = 1; hour <= most; hour += 1) {
    world.time.now += HOUR;
    await sweep(world.system, `hour${hour}-${world.time.now}`);
    if (world.queue.tasks.length > 0) asked.push(hour);
    await queueWorks(world);
  }
  return asked;
}

describe('B6 a plan whose moving on was given up', () => {
  test('B6 O3 goes on by the sweep once what stood against it is mended; until then it is a dead letter', async () => {
    const { world, key, heal } = await behind();
    await queueWorks(world);
    expect((await listDeadLetters(world.system)).letters).toMatchObject([{ key }]);
    expect(await sweepAndReport(world.system, 'at once')).toMatchObject({ effects: 0, ...nothing, turns: 0, dead: 1 });
    heal();
    expect(await hours(world, 3)).toEqual([1]);
    expect(await isOver(world)).toBe(true);
    expect((await listDeadLetters(world.system)).letters).toEqual([]);
    expect(await hours(world, 48)).toEqual([]);
  });

  test('B6 B5 is tried ever more seldom, six times in all; then it waits for somebody', async () => {
    const { world, key, heal } = await behind();
    await queueWorks(world);
    expect(await hours(world, 200)).toEqual([1, 3, 7, 15, 31, 63]);
    expect((await listDeadLetters(world.system)).letters).toMatchObject([{ key, replays: 6 }]);
    heal();
    expect(await hours(world, 200)).toEqual([]);
  });

  test('B5 stays as it is where somebody has dismissed it', async () => {
    const { world, key, heal } = await behind();
    await queueWorks(world);
    await dismissDeadLetter(world.system, key, 'operator', 'the plan is not wanted');
    heal();
    expect(await hours(world, 48)).toEqual([]);
  });

  test('B5 nothing else that was given up is replayed by the sweep', async () => {
    const world = openWorld({ rules: { releases: [] } });
    await arrives(world, 'rq1');
    const effect = await effectOf(world, 'rq1', 'update_sheet');
    world.faults.plan('sheet', ...Array.from({ length: 10 }, () => 'throw' as const));
    for (let attempt = 0; attempt < 10; attempt += 1) await deliver(world, taskOf(effect));
    await hours(world, 48);
    expect((await listDeadLetters(world.system)).letters).toMatchObject([{ key: effect.key, open: false }]);
  });

  test('Z2 is left alone while its effect lives, however long that takes, and when it is over', async () => {
    const { world, heal } = await behind();
    heal();
    const tasks = world.queue.tasks.splice(0);
    world.time.now += 3 * DAY;
    // The effect itself is late, and its task is made again; nothing else is.
    expect(await sweep(world.system, 'late')).toEqual({ effects: 1, ...nothing, turns: 0 });
    expect(world.queue.tasks).toHaveLength(1);
    await queueWorks(world);
    for (const task of tasks) expect((await deliver(world, task)).answer).toBe('nothing_to_do');
    expect(await isOver(world)).toBe(true);
    world.time.now += DAY + MINUTE;
    expect(await sweep(world.system, 'over')).toEqual({ effects: 0, ...nothing, turns: 0 });
  });
});

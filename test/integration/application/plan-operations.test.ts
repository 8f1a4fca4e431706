import { expect, test } from '@jest/globals';
import { countsOf } from '#contexts/plans/domain/state.ts';
import type { Step } from '#contexts/plans/domain/step.ts';
import { execute } from '#kernel/app/handle.ts';
import { storedPlans } from '#contexts/plans/app/stored-plans.ts';
import { planOwner } from '#test/support/application/plan-operations.ts';
import { planScene } from '#test/support/application/plan-scene.ts';
import { by, goesOn, stateOf } from '#test/support/plan-house.ts';
import { step } from '#test/support/plan-steps.ts';

/** Four pages: of the first 200 steps, each is needed by the step 200 behind it. */
const steps: Step[] = Array.from({ length: 400 }, (_, n) =>
  step(`s${n}`, n < 200 ? [] : [`s${n - 200}`], n === 150 ? { program: 'build' } : n === 160 ? { program: 'nobody' } : {}),
);

const finished = (exitCode: number) =>
  ({ kind: 'finished', exitCode, startedAt: 0, finishedAt: 0, chunks: { stdout: 0, stderr: 0 } }) as const;

/** Of the plan: itself and the page of the step, and an entry of its timeline. The rest is the effect's, or the task's. */
const plan = { reads: 2, writes: 3 };
const own = { reads: 1, writes: 1 };
const both = { reads: plan.reads + own.reads, writes: plan.writes + own.writes };
const looked = { reads: plan.reads + own.reads, writes: own.writes };
/** B9. What an agent tells is counted with it. */
const counted = (costs: { reads: number; writes: number }) => ({ reads: costs.reads + 1, writes: costs.writes + 1 });
/** What the end means on other pages is asked for in the same commit. */
const asking = { ...both, writes: both.writes + 1 };

test('O1 O2 a step of a plan in pages is launched, followed and ended by the driver, for the plan, one page and an entry', async () => {
  const { starts, performs, costs, ...scene } = await planScene(steps);
  costs();
  await starts('s150');
  expect(costs()).toEqual([{ reads: plan.reads, writes: plan.writes + 1 }]);
  expect(await performs('s150')).toEqual({ answer: 'done' });
  expect(costs()).toEqual([looked, own]);
  expect(scene.world.deployer.started).toEqual(['p1 7 s150']);
  await performs('s150');
  expect(costs()).toEqual([looked, own]);
  expect(await scene.step('s150')).toMatchObject({ state: 'running' });
  await performs('s150');
  expect(costs()).toEqual([looked, asking]);
  expect(await scene.step('s150')).toMatchObject({ state: 'succeeded', operation: '1.50' });
  // Nobody hears a plan's timeline: what its end asks for is dispatched by the driver.
  expect(scene.world.queue.tasks.map(({ kind }) => kind)).toContain('advance_plan');
  await goesOn(scene.world.system, 'p1');
  expect(await scene.step('s350')).toMatchObject({ state: 'ready' });
  expect(countsOf(await stateOf(scene.world.system, 'p1'))).toEqual({ succeeded: 1, ready: 200, waiting: 199 });
});

test('O1 P3 an agent begins and ends a step of a plan in pages, well or not, for the plan, one page and an entry', async () => {
  const { starts, performs, costs, task, tells, ...scene } = await planScene(steps);
  for (const [name, exitCode, state] of [
    ['s120', 0, 'succeeded'],
    ['s20', 1, 'failed'],
  ] as const) {
    await starts(name);
    await performs(name);
    const offered = await task(name);
    expect(offered).toMatchObject({ subject: { kind: 'plan', id: 'p1' }, state: 'offered' });
    costs();
    expect(await tells(offered, { kind: 'started' })).toEqual({ updated: 'ok', cancel: false });
    expect(costs()).toEqual([counted(looked)]);
    for (let times = 0; times < 2; times += 1) expect(await tells(offered, finished(exitCode))).toEqual({ updated: 'ok', cancel: false });
    expect(costs()).toEqual([counted(asking)]);
    expect(await scene.step(name)).toMatchObject({ state });
    await goesOn(scene.world.system, 'p1');
  }
  expect(await scene.step('s320')).toMatchObject({ state: 'ready' });
  expect(await scene.step('s220')).toMatchObject({ state: 'dependency_failed', culprit: 's20' });
});

test('R6 P3 what is judged by what it wrote reads no more of the plan', async () => {
  const { starts, costs, offersRun, tells, ...scene } = await planScene(steps);
  await starts('s120');
  const run = await offersRun('s120');
  costs();
  expect(await tells(run, finished(0))).toEqual({ updated: 'ok', cancel: false });
  expect(costs()).toEqual([{ reads: plan.reads, writes: 0 }, counted(asking)]);
  expect(await scene.step('s120')).toMatchObject({ state: 'succeeded' });
});

test('O5 R10 P3 an agent is told to stop its step of a plan, and confirms', async () => {
  const { starts, cancels, performs, task, tells, costs, ...scene } = await planScene(steps);
  await starts('s120');
  await performs('s120');
  const offered = await task('s120');
  await tells(offered, { kind: 'started' });
  await cancels('s120');
  await performs('s120', 'cancel');
  expect(await tells(offered, { kind: 'started' })).toEqual({ updated: 'ok', cancel: true });
  const stop = await task('s120', 'stop');
  expect(await scene.step('s120')).toMatchObject({ state: 'running', cancelAsked: true });
  costs();
  await tells(stop, finished(0));
  expect(costs()).toEqual([asking]);
  expect(await scene.step('s120')).toMatchObject({ state: 'cancelled' });
  await goesOn(scene.world.system, 'p1');
  expect(await scene.step('s320')).toMatchObject({ state: 'dependency_failed', culprit: 's120' });
});

test('O5 R10 a step that is cancelled before its agent began never begins', async () => {
  const { starts, cancels, performs, step: stepNow, world } = await planScene(steps);
  await starts('s120');
  await performs('s120');
  await cancels('s120');
  expect(await performs('s120', 'cancel')).toEqual({ answer: 'done' });
  expect(await stepNow('s120')).toMatchObject({ state: 'cancelled' });
  await starts('s121');
  await cancels('s121');
  expect(await performs('s121')).toEqual({ answer: 'done' });
  expect(world.deployer.started).toEqual([]);
  await performs('s121', 'cancel');
  expect(await stepNow('s121')).toMatchObject({ state: 'cancelled' });
});

test('B5 a step of a plan hears that its launch was given up', async () => {
  const { starts, performs, costs, ...scene } = await planScene(steps);
  await starts('s160');
  expect(await performs('s160')).toEqual({ answer: 'dead' });
  expect(costs()).toEqual([looked, asking]);
  expect(await scene.step('s160')).toMatchObject({ state: 'failed' });
});

test('O1 whoever names a step without having loaded its page is told so, and nothing is taken for gone', async () => {
  const { desk, world } = await planScene(steps);
  const place = { page: 1, at: 20 };
  const start = { command: 'start_step', place, operation: '1.20' } as const;
  const starts = (about: object) => execute(desk.kernel, storedPlans, 'p1', (at) => ({ ...start, id: 'start', at, by }), about);
  await expect(starts({})).rejects.toThrow('page 1 of plan p1 is not loaded');
  // A name that is none of a step's, or of no page of it, loads nothing.
  for (const id of ['1', '9.1', '1.999', '-1.20', '1.20.3'])
    await expect(starts({ operation: { of: 'step', id } })).rejects.toThrow('is not loaded');
  expect((await starts({ operation: { of: 'step', id: '1.20' } }))?.outcome).toBe('saved');
  const document = await world.system.store.get({ collection: 'plans', id: 'p1' });
  const bare = { ...document?.state, loaded: new Map() };
  expect(() => planOwner.recorded(bare, { of: 'step', id: '1.20' })).toThrow('page 1 of plan p1 is not loaded');
  expect(planOwner.recorded(bare, { of: 'step', id: '9.1' })).toBeUndefined();
});

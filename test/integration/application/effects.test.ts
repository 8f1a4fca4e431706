import { describe, expect, test } from '@jest/globals';
import { dispatchVersion } from '#products/rehearsal/app/outbox.ts';
import { performEffect, type Performer, type Result } from '#products/rehearsal/app/perform-effect.ts';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import { taskRoutes } from '#products/rehearsal/stored/tasks.ts';
import { MINUTE, SECOND } from '#kernel/time.ts';
import { Died, mortal } from '#test/support/application/faults.ts';
import { flakyStore } from '#test/support/application/flaky-store.ts';
import { arrives, deploys, outbox, runs, stateOf, view } from '#test/support/application/requests.ts';
import { deliver, effectOf, effectsOf, openWorld, taskOf, type World } from '#test/support/application/world.ts';

const LEASE = taskRoutes.update_sheet.deadline + 10 * SECOND;

/** One effect of a new request, and performers that a test answers by hand. */
async function scene(world = openWorld()): Promise<{ world: World; effect: OutboxDocument }> {
  await arrives(world, 'rq1');
  return { world, effect: await effectOf(world, 'rq1', 'update_sheet') };
}

function byHand(): { perform: Performer<'update_sheet'>; begun: number[]; answer: (n: number, result: Result) => void } {
  const begun: number[] = [];
  const waiting: ((result: Result) => void)[] = [];
  return {
    begun,
    answer: (n, result) => waiting[n]?.(result),
    perform: ({ attempt }) => {
      begun.push(attempt);
      return new Promise((resolve) => waiting.push(resolve));
    },
  };
}

async function until(what: () => boolean): Promise<void> {
  for (let turns = 0; !what(); turns += 1) {
    if (turns > 10_000) throw new Error('what was waited for did not happen');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const done: Result = { result: 'done' };
const fails: Performer<'update_sheet'> = async () => ({ result: 'failed', message: 'not today' });

describe('Z2 one effect, one worker at a time', () => {
  test('Z2 delivered ten times at once it is performed once; the others come later', async () => {
    const { world, effect } = await scene();
    const hand = byHand();
    const all = Array.from({ length: 10 }, () => performEffect(world.system, 'update_sheet', taskOf(effect).payload, hand.perform));
    await until(() => hand.begun.length > 0);
    hand.answer(0, done);
    const outcomes = await Promise.all(all);
    expect(hand.begun).toEqual([1]);
    expect(outcomes.filter(({ answer }) => answer === 'done')).toHaveLength(1);
    expect(outcomes.filter(({ answer }) => answer === 'later' || answer === 'nothing_to_do')).toHaveLength(9);
    expect(await outbox(world, effect.key)).toMatchObject({ state: 'done', open: false, finishedAt: world.time.now });
    expect(await performEffect(world.system, 'update_sheet', taskOf(effect).payload, hand.perform)).toEqual({ answer: 'nothing_to_do' });
  });

  test('Z2 while the lease is held others are told when to come again', async () => {
    const { world, effect } = await scene();
    const hand = byHand();
    const first = performEffect(world.system, 'update_sheet', taskOf(effect).payload, hand.perform);
    await until(() => hand.begun.length === 1);
    world.time.now += 10 * SECOND;
    expect(await deliver(world, taskOf(effect))).toMatchObject({ answer: 'later', afterMs: LEASE - 10 * SECOND });
    hand.answer(0, done);
    expect(await first).toEqual({ answer: 'done' });
  });

  test('Z2 a lease that ran out is taken over, and what the late worker says counts for nothing', async () => {
    const { world, effect } = await scene();
    const hand = byHand();
    const late = performEffect(world.system, 'update_sheet', taskOf(effect).payload, hand.perform);
    await until(() => hand.begun.length === 1);
    world.time.now += LEASE;
    const second = performEffect(world.system, 'update_sheet', taskOf(effect).payload, hand.perform);
    await until(() => hand.begun.length === 2);
    hand.answer(0, { result: 'failed', message: 'too late', permanent: true });
    expect(await late).toEqual({ answer: 'nothing_to_do' });
    expect(await outbox(world, effect.key)).toMatchObject({ state: 'leased', attempts: 2, errors: [] });
    hand.answer(1, done);
    expect(await second).toEqual({ answer: 'done' });
  });

  test('Z2 a late worker of an earlier dispatch is not taken for the holder of the new one', async () => {
    const { world, effect } = await scene();
    const hand = byHand();
    const late = performEffect(world.system, 'update_sheet', taskOf(effect).payload, hand.perform);
    await until(() => hand.begun.length === 1);
    world.time.now += LEASE;
    const second = performEffect(world.system, 'update_sheet', taskOf(effect).payload, hand.perform);
    await until(() => hand.begun.length === 2);
    hand.answer(1, { result: 'again', after: MINUTE });
    await second;
    world.time.now += MINUTE;
    const next = await outbox(world, effect.key);
    const third = performEffect(world.system, 'update_sheet', taskOf(next).payload, hand.perform);
    await until(() => hand.begun.length === 3);
    expect(hand.begun).toEqual([1, 2, 1]);
    hand.answer(0, done);
    expect(await late).toEqual({ answer: 'nothing_to_do' });
    expect(await outbox(world, effect.key)).toMatchObject({ state: 'leased' });
    hand.answer(2, done);
    expect(await third).toEqual({ answer: 'done' });
  });

  test('Z2 a worker that dies between the port and the record: performed again, settled once', async () => {
    const { world, effect } = await scene();
    world.faults.plan('sheet', 'crash_after');
    await expect(mortal(world.faults, () => deliver(world, taskOf(effect)))).rejects.toThrow(Died);
    expect(world.sheet.rows.size).toBe(1);
    expect(await deliver(world, taskOf(effect))).toMatchObject({ answer: 'later' });
    world.time.now += LEASE;
    expect(await deliver(world, taskOf(effect))).toEqual({ answer: 'done' });
    expect(await outbox(world, effect.key)).toMatchObject({ state: 'done', attempts: 2 });
  });

  test('Z2 not before its time, nothing where there is nothing, and no work of another kind', async () => {
    const world = openWorld();
    const run = await runs(world, 'rq1');
    const watch = await effectOf(world, 'rq1', 'drive_operation', { of: 'run', phase: 'watch' });
    expect(await deliver(world, taskOf(watch))).toMatchObject({ answer: 'later', afterMs: watch.dueAt - world.time.now });
    expect(await deliver(world, { kind: 'drive_operation', payload: { effectKey: 'nobody', dispatch: 1 } })).toEqual({
      answer: 'nothing_to_do',
    });
    const launch = await effectOf(world, 'rq1', 'drive_operation', { of: 'run', phase: 'launch', id: run.id });
    expect(await deliver(world, { kind: 'update_sheet', payload: taskOf(launch).payload })).toEqual({ answer: 'nothing_to_do' });
    expect(await outbox(world, launch.key)).toMatchObject({ state: 'waiting', attempts: 0 });
  });

  test('Z2 an effect whose request is gone is buried, not swept for ever', async () => {
    const { world, effect } = await scene();
    await world.system.store.transact(async (tx) => {
      await tx.get({ collection: 'requests', id: 'rq1' });
      tx.delete({ collection: 'requests', id: 'rq1' });
    });
    expect(await deliver(world, taskOf(effect))).toEqual({ answer: 'dead' });
    expect(await outbox(world, effect.key)).toMatchObject({ state: 'dead', open: false, errors: [{ message: 'its request is gone' }] });
  });

  test('Z2 "again" makes a task under a new name, due when it says, with its attempts counted anew', async () => {
    const { world, effect } = await scene();
    await dispatchVersion(world.system, { collection: 'timeline', parent: 'rq1' }, 1);
    const first = world.queue.tasks.find(({ payload }) => payload.effectKey === effect.key);
    const again: Performer<'update_sheet'> = async () => ({ result: 'again', after: 5 * MINUTE });
    expect(await performEffect(world.system, 'update_sheet', taskOf(effect).payload, again)).toEqual({ answer: 'done' });
    const [last] = world.queue.tasks.slice(-1);
    expect(last).toMatchObject({ payload: { effectKey: effect.key, dispatch: 2 }, notBefore: world.time.now + 5 * MINUTE });
    expect(last?.name).not.toBe(first?.name);
    expect(await outbox(world, effect.key)).toMatchObject({ state: 'waiting', attempts: 0, dispatches: 2 });
    // The old task, delivered once more, has nothing to do with it any more.
    expect(await deliver(world, taskOf(effect))).toEqual({ answer: 'nothing_to_do' });
  });

  test.each(['done', 'again', 'failed'] as const)('Z2 a settling commit whose answer was lost is recognised (%s)', async (result) => {
    const { world, effect } = await scene(openWorld({ wrap: flakyStore }));
    world.faults.plan('store', 'none', 'lost');
    const answers: Record<typeof result, Result> = {
      done,
      again: { result: 'again', after: MINUTE },
      failed: { result: 'failed', message: 'no' },
    };
    const answer = await performEffect(world.system, 'update_sheet', taskOf(effect).payload, async () => answers[result]);
    expect(answer.answer).toBe(result === 'failed' ? 'later' : 'done');
    if (result === 'again') expect(world.queue.tasks.at(-1)?.payload).toEqual({ effectKey: effect.key, dispatch: 2 });
  });

  test('Z2 a lease whose answer was lost costs its time, and then the effect is performed', async () => {
    const { world, effect } = await scene(openWorld({ wrap: flakyStore }));
    world.faults.plan('store', 'lost');
    expect(await deliver(world, taskOf(effect))).toMatchObject({ answer: 'later' });
    world.time.now += LEASE;
    expect(await deliver(world, taskOf(effect))).toEqual({ answer: 'done' });
  });
});

describe('Z2, B5 what is given up', () => {
  test('B5 after the last attempt it is dead, with the causes', async () => {
    const { world, effect } = await scene();
    const { maxAttempts } = taskRoutes.update_sheet;
    for (let n = 1; n < maxAttempts; n += 1) {
      world.time.now += 1000;
      expect(await performEffect(world.system, 'update_sheet', taskOf(effect).payload, fails)).toMatchObject({
        answer: 'later',
        afterMs: Math.min(5 * MINUTE, 1000 * 2 ** (n - 1)),
      });
    }
    expect(await performEffect(world.system, 'update_sheet', taskOf(effect).payload, fails)).toEqual({ answer: 'dead' });
    const dead = await outbox(world, effect.key);
    expect(dead).toMatchObject({ state: 'dead', open: false, attempts: maxAttempts, finishedAt: world.time.now });
    expect(dead.errors).toHaveLength(10);
    expect(dead.errors.map(({ at }) => at)).toEqual(dead.errors.map(({ at }) => at).toSorted((a, b) => a - b));
    expect(world.logged).toContainEqual(expect.objectContaining({ severity: 'ERROR', message: 'effect given up' }));
  });

  test('B5 a permanent failure dies at once, an exception is a failure like any other', async () => {
    const { world, effect } = await scene();
    const receipt = await effectOf(world, 'rq1', 'send_mail');
    const permanent: Performer<'update_sheet'> = async () => ({ result: 'failed', message: 'never', permanent: true });
    expect(await performEffect(world.system, 'update_sheet', taskOf(effect).payload, permanent)).toEqual({ answer: 'dead' });
    expect(
      await performEffect(world.system, 'send_mail', taskOf(receipt).payload, () => Promise.reject(new TypeError('oh'))),
    ).toMatchObject({ answer: 'later' });
    expect((await outbox(world, receipt.key)).errors).toMatchObject([{ message: 'TypeError: oh' }]);
  });

  test('B5 one that kills its worker again and again is buried', async () => {
    const { world, effect } = await scene();
    const { maxAttempts } = taskRoutes.update_sheet;
    for (let n = 0; n < 2 * maxAttempts; n += 1) {
      world.faults.plan('sheet', 'crash_before');
      await expect(mortal(world.faults, () => deliver(world, taskOf(effect)))).rejects.toThrow(Died);
      world.time.now += LEASE;
    }
    expect(await deliver(world, taskOf(effect))).toEqual({ answer: 'dead' });
    expect(await outbox(world, effect.key)).toMatchObject({ state: 'dead', errors: [{ message: expect.stringContaining('never ended') }] });
  });

  test('B5, D2 a deployment that is given up has failed: an admin is asked, and the backend is free', async () => {
    const world = openWorld();
    await deploys(world, 'rq1');
    const step = await effectOf(world, 'rq1', 'drive_operation', { of: 'step', id: 'deploy' });
    const kills: Performer<'drive_operation'> = async () => ({ result: 'failed', message: 'boom', permanent: true });
    expect(await performEffect(world.system, 'drive_operation', taskOf(step).payload, kills)).toEqual({ answer: 'dead' });
    const state = await stateOf(world, 'rq1');
    expect(state).toMatchObject({ status: 'deployment_failed', why: 'given up: boom', turn: { state: 'ended' } });
    expect(state.questions.filter(({ kind, state: is }) => kind === 'deployment' && is === 'open')).toHaveLength(1);
    expect(await effectOf(world, 'rq1', 'offer_turn')).toMatchObject({ version: state.version });
  });

  test.each(['launch', 'watch'] as const)('B5, R4 a run whose %s is given up is lost, and its verdict is asked', async (phase) => {
    const world = openWorld();
    const run = await runs(world, 'rq1');
    const effect = await effectOf(world, 'rq1', 'drive_operation', { of: 'run', id: run.id, phase });
    world.time.now = Math.max(world.time.now, effect.dueAt);
    delete world.executors.agent;
    const performs = await deliver(world, taskOf(effect));
    expect(['dead', 'done']).toContain(performs.answer);
    const state = await stateOf(world, 'rq1');
    expect(state.jobs[0]?.runs).toMatchObject([{ state: 'lost' }]);
    expect(state).toMatchObject({ status: 'awaiting_verdict', turn: { state: 'ended' } });
  });

  test('B5 the death of a mail changes nothing of the request', async () => {
    const { world } = await scene();
    const receipt = await effectOf(world, 'rq1', 'send_mail');
    world.faults.plan('mailer', 'refuse');
    expect(await deliver(world, taskOf(receipt))).toEqual({ answer: 'dead' });
    expect((await view(world, 'rq1')).timeline).toHaveLength(1);
  });
});

describe('Z2 the doorbell', () => {
  test('Z2 dispatches what one version asked for, and duplicates do no harm', async () => {
    const world = openWorld();
    await runs(world, 'rq1');
    const { version } = await stateOf(world, 'rq1');
    const wanted = (await effectsOf(world, 'rq1')).filter((effect) => effect.version === version);
    const patient = wanted.filter(({ dispatches }) => dispatches === 0);
    expect(patient.map(({ kind }) => kind)).toEqual(['drive_operation']);
    await Promise.all([1, 2, 3].map(() => dispatchVersion(world.system, { collection: 'timeline', parent: 'rq1' }, version)));
    expect(world.queue.tasks.map(({ payload }) => payload.effectKey).toSorted()).toEqual(
      wanted
        .filter((effect) => !patient.includes(effect))
        .map(({ key }) => key)
        .toSorted(),
    );
    expect(await dispatchVersion(world.system, { collection: 'timeline', parent: 'rq1' }, 999)).toBe(0);
    for (const { name } of world.queue.tasks) expect(name).toMatch(/^[A-Za-z0-9_-]{1,500}$/);
  });

  test('Z2 a queue that fails half-way: the event comes again and brings the rest', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    world.faults.plan('queue', 'none', 'throw', 'lost');
    await expect(dispatchVersion(world.system, { collection: 'timeline', parent: 'rq1' }, 1)).rejects.toThrow();
    await new Promise((resolve) => setImmediate(resolve));
    await dispatchVersion(world.system, { collection: 'timeline', parent: 'rq1' }, 1);
    expect(world.queue.tasks.map(({ kind }) => kind).toSorted()).toEqual(['check_gates', 'send_mail', 'update_sheet']);
  });
});

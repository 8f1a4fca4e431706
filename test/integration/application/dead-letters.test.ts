import { describe, expect, test } from '@jest/globals';
import { dismissDeadLetter, listDeadLetters, replayDeadLetter, replayDeadLetters } from '#kernel/app/dead-letters.ts';
import { sweepAndReport } from '#products/rehearsal/app/sweep-report.ts';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import { DAY, HOUR, MINUTE } from '#kernel/time.ts';
import { arrives, outbox, queues, stateOf } from '#test/support/application/requests.ts';
import { deliver, effectOf, openWorld, taskOf, type World } from '#test/support/application/world.ts';

/** An effect that its service refuses for good. */
async function dies(world: World, requestId: string, kind: OutboxDocument['kind'] = 'send_mail'): Promise<OutboxDocument> {
  const effect = await effectOf(world, requestId, kind);
  if (kind === 'send_mail') {
    world.faults.plan('mailer', 'refuse');
    await deliver(world, taskOf(effect));
  } else {
    await failsUntilDead(world, effect.key, 'sheet');
  }
  return outbox(world, effect.key);
}

async function failsUntilDead(world: World, key: string, port?: string): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt += 1, world.time.now += HOUR) {
    if (port !== undefined) world.faults.plan(port, 'throw');
    await deliver(world, taskOf(await outbox(world, key)));
  }
  expect(await outbox(world, key)).toMatchObject({ state: 'dead', attempts: 10 });
}

function sweeps(world: World): Promise<{ dead: number }> {
  return sweepAndReport(world.system, `s${world.time.now}`);
}

async function alarms(world: World): Promise<OutboxDocument[]> {
  const keys = new Set(world.queue.tasks.map(({ payload }) => payload.effectKey));
  const all = await Promise.all([...keys].map((key) => outbox(world, key)));
  return all.filter(({ effect }) => effect.kind === 'send_mail' && effect.template === 'dead_letters');
}

describe('B5 dead letters are listed', () => {
  test('B5 with cause and attempts, newest first, a page at a time', async () => {
    const world = openWorld();
    for (let n = 0; n < 5; n += 1) {
      await arrives(world, `rq${n}`);
      await dies(world, `rq${n}`);
      world.time.now += 1;
    }
    const first = await listDeadLetters(world.system, undefined, 3);
    expect(first.letters.map(({ subject }) => subject.id)).toEqual(['rq4', 'rq3', 'rq2']);
    expect(first.letters[0]).toMatchObject({ attempts: 1, errors: [{ message: 'mail rejected: 550 no such user' }] });
    const second = await listDeadLetters(world.system, first.next, 3);
    expect(second.letters.map(({ subject }) => subject.id)).toEqual(['rq1', 'rq0']);
    expect(second.next).toBeUndefined();
  });
});

describe('B5 replay', () => {
  test('B5 a dead letter waits again under a new number, with all its attempts, and is done once', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    const dead = await dies(world, 'rq1', 'update_sheet');
    const old = taskOf(dead);
    expect(await replayDeadLetter(world.system, dead.key, 'grace')).toBe('done');
    const again = await outbox(world, dead.key);
    expect(again).toMatchObject({ state: 'waiting', open: true, dispatches: dead.dispatches + 1, attempts: 0, replays: 1 });
    expect(again).not.toHaveProperty('finishedAt');
    expect(world.queue.tasks.filter(({ payload }) => payload.effectKey === dead.key)).toHaveLength(1);
    expect(await deliver(world, old)).toEqual({ answer: 'nothing_to_do' });
    expect(await deliver(world, taskOf(again))).toEqual({ answer: 'done' });
    expect(await deliver(world, taskOf(again))).toEqual({ answer: 'nothing_to_do' });
    expect(await outbox(world, dead.key)).toMatchObject({ state: 'done', attempts: 1 });
  });

  test('B5 twice, and by several at once, it is taken up once', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    const { key } = await dies(world, 'rq1');
    const outcomes = await Promise.all(['grace', 'alan', 'grace'].map((who) => replayDeadLetter(world.system, key, who)));
    expect(outcomes.toSorted()).toEqual(['done', 'not_dead', 'not_dead']);
    expect(await replayDeadLetter(world.system, key, 'grace')).toBe('not_dead');
    expect(await replayDeadLetter(world.system, 'nothing', 'grace')).toBe('unknown');
    expect(await outbox(world, key)).toMatchObject({ replays: 1 });
  });

  test('B5 the queue is away: the sweep brings it', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    const { key } = await dies(world, 'rq1');
    world.faults.plan('queue', 'throw');
    expect(await replayDeadLetter(world.system, key, 'grace')).toBe('done');
    world.time.now += 2 * MINUTE;
    await sweeps(world);
    await deliver(world, taskOf(await outbox(world, key)));
    expect(await outbox(world, key)).toMatchObject({ state: 'done' });
    expect(world.mailer.sent.some(({ headers }) => headers?.['X-Rehearsal-Effect'] === key)).toBe(true);
  });

  test('B5 all of a kind, and all; what dies again is not taken up again by the same call', async () => {
    const world = openWorld();
    for (const id of ['rq1', 'rq2', 'rq3']) {
      await arrives(world, id);
      await dies(world, id);
    }
    await dies(world, 'rq1', 'update_sheet');
    expect(await replayDeadLetters(world.system, 'grace', 'send_mail')).toBe(3);
    expect((await listDeadLetters(world.system)).letters.map(({ kind }) => kind)).toEqual(['update_sheet']);
    expect(await replayDeadLetters(world.system, 'grace')).toBe(1);
    expect(await replayDeadLetters(world.system, 'grace')).toBe(0);
  });

  test('B5 what the request has outlived is a no-op: the step of a deployment that has failed', async () => {
    const world = openWorld();
    await queues(world, 'rq1');
    await sweeps(world);
    const effect = await effectOf(world, 'rq1', 'drive_operation', { of: 'test_ref' });
    world.host.makeTestRef = () => Promise.reject(new Error('it cannot be made'));
    await failsUntilDead(world, effect.key);
    const failed = await stateOf(world, 'rq1');
    expect(failed.status).toBe('deployment_failed');
    await replayDeadLetter(world.system, effect.key, 'grace');
    const made = world.host.made.length;
    await deliver(world, taskOf(await outbox(world, effect.key)));
    expect(await outbox(world, effect.key)).toMatchObject({ state: 'done' });
    expect(await stateOf(world, 'rq1')).toEqual(failed);
    expect(world.host.made).toHaveLength(made);
  });

  test('B5 what can never be done is dismissed, with the reason on the record', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    const { key } = await dies(world, 'rq1');
    expect(await dismissDeadLetter(world.system, key, 'grace', 'the address is gone')).toBe('done');
    expect(await outbox(world, key)).toMatchObject({ state: 'cancelled', open: false });
    expect((await outbox(world, key)).errors.at(-1)?.message).toBe('dismissed by grace: the address is gone');
    expect((await listDeadLetters(world.system)).letters).toEqual([]);
    expect(await replayDeadLetter(world.system, key, 'grace')).toBe('not_dead');
  });
});

describe('B5 the alarm', () => {
  test('B5 every sweep says that dead letters wait; every admin is mailed, once an hour at most', async () => {
    const world = openWorld();
    expect((await sweeps(world)).dead).toBe(0);
    await arrives(world, 'rq1');
    await dies(world, 'rq1');
    for (let n = 0; n < 3; n += 1, world.time.now += 5 * MINUTE) expect((await sweeps(world)).dead).toBe(1);
    expect(world.logged.filter(({ message, severity }) => message === 'dead letters wait' && severity === 'ERROR')).toHaveLength(3);
    const first = await alarms(world);
    expect(first.map(({ effect }) => ('to' in effect ? effect.to : '')).toSorted()).toEqual(['ada', 'alan', 'grace']);
    // Another one dies: told within the hour, not at once.
    await arrives(world, 'rq2');
    await dies(world, 'rq2');
    await sweeps(world);
    expect(await alarms(world)).toHaveLength(3);
    world.time.now += HOUR - 15 * MINUTE;
    await sweeps(world);
    expect(await alarms(world)).toHaveLength(6);
    // Nothing new: once a day.
    for (let n = 0; n < 23; n += 1) {
      world.time.now += HOUR;
      await sweeps(world);
    }
    expect(await alarms(world)).toHaveLength(6);
    world.time.now += HOUR;
    await sweeps(world);
    expect(await alarms(world)).toHaveLength(9);
  });

  test('B5 two sweeps at once ring once', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    await dies(world, 'rq1');
    await Promise.all([sweeps(world), sweeps(world), sweeps(world)]);
    expect(await alarms(world)).toHaveLength(3);
  });

  test('B5 an alarm that cannot be delivered rings no other', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    const { key } = await dies(world, 'rq1');
    await sweeps(world);
    for (const alarm of await alarms(world)) {
      world.faults.plan('mailer', 'refuse');
      await deliver(world, taskOf(alarm));
    }
    await dismissDeadLetter(world.system, key, 'grace', 'gone');
    for (let n = 0; n < 3; n += 1, world.time.now += DAY) expect((await sweeps(world)).dead).toBe(3);
    expect(await alarms(world)).toHaveLength(3);
  });

  test('B5 a dead letter whose request is gone is told of in the log, and stops nothing', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    const { key } = await dies(world, 'rq1');
    await world.system.store.transact(async (tx) => {
      await tx.get({ collection: 'requests', id: 'rq1' });
      tx.delete({ collection: 'requests', id: 'rq1' });
    });
    expect((await sweeps(world)).dead).toBe(1);
    await replayDeadLetter(world.system, key, 'grace');
    expect(await deliver(world, taskOf(await outbox(world, key)))).toEqual({ answer: 'dead' });
  });
});

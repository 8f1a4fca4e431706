import { describe, expect, test } from '@jest/globals';
import { takeSubmission, type Arrival, type Intake, type Taken } from '#products/rehearsal/app/intake.ts';
import { readIntakeSwitch, setIntake } from '#products/rehearsal/app/intake-switch.ts';
import { DAY, HOUR } from '#kernel/time.ts';
import type { Store } from '#functions/wiring/system.ts';
import { countOperations } from '#test/support/counting.ts';
import { sampleContext, sampleForm } from '#test/support/sample-submission.ts';
import { flakyStore } from '#test/support/application/flaky-store.ts';
import { effectsOf, openWorld, type World } from '#test/support/application/world.ts';

const quotas = { perContributor: 3, perChange: 5, perDay: 7, unproven: { perContributor: 2, perChange: 2, perDay: 4 } };

function createIntake(ids: string[] = []): Intake {
  let count = 0;
  return {
    open: true,
    context: sampleContext,
    quotas,
    newId: () => ids.shift() ?? `rq${(count += 1)}`,
    statusUrl: (id) => `https://status/${id}`,
  };
}

function arrival(deliveryId: string, over: Record<string, unknown> = {}, bodyHash = 'hash-1'): Arrival {
  return { deliveryId, bodyHash, via: 'webhook', form: sampleForm(over) };
}

function from(name: string, pull = 1): Record<string, unknown> {
  return {
    contributor: { name, email: `${name}@example.org`, githubLogin: name },
    pullRequest: `https://github.com/oppia/oppia/pull/${pull}`,
  };
}

async function stored({ system }: World): Promise<string[]> {
  return (await system.store.query({ index: 'requestsNewestFirst', equal: {}, limit: 100 })).map(({ document }) => document.id);
}

function results(taken: Taken[]): string[] {
  return taken.map(({ result }) => result).toSorted();
}

describe('I2 the same delivery', () => {
  test('I2 twenty times at once: one request, one answer', async () => {
    const world = openWorld();
    const intake = createIntake();
    const taken = await Promise.all(Array.from({ length: 20 }, () => takeSubmission(world.system, intake, arrival('d1'))));
    expect(results(taken)).toEqual(['accepted', ...Array.from({ length: 19 }, () => 'repeated')]);
    const answers = taken.map((one) => ('body' in one ? JSON.stringify([one.status, one.body]) : ''));
    expect(new Set(answers).size).toBe(1);
    expect(await stored(world)).toHaveLength(1);
    expect(await world.system.store.get({ collection: 'quotas', id: 'all' })).toMatchObject({ count: 1 });
  });

  test('I2 with other bytes it is a conflict, and nothing changes', async () => {
    const world = openWorld();
    const intake = createIntake();
    await takeSubmission(world.system, intake, arrival('d1'));
    expect(await takeSubmission(world.system, intake, arrival('d1', {}, 'hash-2'))).toEqual({ result: 'conflict' });
    expect(await stored(world)).toHaveLength(1);
  });

  test('I2 a commit whose answer was lost is the same delivery again', async () => {
    const world = openWorld({ wrap: flakyStore });
    world.faults.plan('store', 'lost');
    expect(await takeSubmission(world.system, createIntake(), arrival('d1'))).toMatchObject({
      result: 'repeated',
      status: 201,
      body: { id: 'rq1' },
    });
    expect(await stored(world)).toEqual(['rq1']);
  });

  test('I3 problems store nothing, and the same delivery may come again, mended', async () => {
    const world = openWorld();
    const intake = createIntake();
    expect(await takeSubmission(world.system, intake, arrival('d1', { testedLocally: false }))).toMatchObject({ result: 'problems' });
    expect(await stored(world)).toEqual([]);
    expect(await takeSubmission(world.system, intake, arrival('d1', {}, 'hash-2'))).toMatchObject({ result: 'accepted' });
  });
});

describe('I10 short ids', () => {
  test("I10 an id that is taken is none of the sender's business: another one is used", async () => {
    const world = openWorld();
    const intake = createIntake(['abc123', 'abc123', 'abc123', 'def456']);
    expect(await takeSubmission(world.system, intake, arrival('d1'))).toMatchObject({ result: 'accepted', body: { id: 'abc123' } });
    expect(await takeSubmission(world.system, intake, arrival('d2', from('grace', 2)))).toMatchObject({
      result: 'accepted',
      body: { id: 'def456' },
    });
    expect((await stored(world)).toSorted()).toEqual(['abc123', 'def456']);
    expect(await world.system.store.get({ collection: 'quotas', id: 'all' })).toMatchObject({ count: 2 });
    expect(await effectsOf(world, 'abc123')).toHaveLength(3);
  });

  test('I10 a source of ids that has but one says so', async () => {
    const world = openWorld();
    const intake = { ...createIntake(), newId: () => 'same' };
    await takeSubmission(world.system, intake, arrival('d1'));
    await expect(takeSubmission(world.system, intake, arrival('d2'))).rejects.toMatchObject({ code: 'already_exists' });
  });
});

describe('I15 the switch', () => {
  test('I15 off: nothing new is stored, what was accepted is answered as before, and on again all is taken', async () => {
    const world = openWorld();
    const intake = createIntake();
    await takeSubmission(world.system, intake, arrival('d1'));
    const before = await world.system.store.get({ collection: 'requests', id: 'rq1' });
    await setIntake(world.system, { open: false, why: 'the backup server moves', by: 'grace' });
    expect(await takeSubmission(world.system, intake, arrival('d2', from('ada', 2)))).toEqual({
      result: 'closed',
      why: 'the backup server moves',
    });
    // A form with problems is not mended for nothing.
    expect(await takeSubmission(world.system, intake, arrival('d3', { kind: 'nonsense' }))).toMatchObject({ result: 'closed' });
    expect(await takeSubmission(world.system, intake, arrival('d1'))).toMatchObject({ result: 'repeated', status: 201 });
    expect(await stored(world)).toEqual(['rq1']);
    expect(await world.system.store.get({ collection: 'requests', id: 'rq1' })).toEqual(before);
    expect(await world.system.store.get({ collection: 'quotas', id: 'all' })).toMatchObject({ count: 1 });
    await setIntake(world.system, { open: true, why: '', by: 'grace' });
    expect(await takeSubmission(world.system, intake, arrival('d2', from('ada', 2)))).toMatchObject({ result: 'accepted' });
  });

  test('I15 switched off twice, it is off since the first time', async () => {
    const world = openWorld();
    const first = await setIntake(world.system, { open: false, why: 'moving', by: 'grace' });
    world.time.now += HOUR;
    expect(await setIntake(world.system, { open: false, why: 'moving', by: 'alan' })).toEqual(first);
    expect(await readIntakeSwitch(world.system)).toEqual(first);
  });

  test('I15 the switch costs one read of a submission, and no write', async () => {
    const counted: { operations?: ReturnType<typeof countOperations>['operations'] } = {};
    const wrap = (store: Store): Store => {
      const counting = countOperations(store);
      counted.operations = counting.operations;
      return counting.store;
    };
    const world = openWorld({ wrap });
    await takeSubmission(world.system, createIntake(), arrival('d1'));
    expect(counted.operations?.byCollection.get('operations')).toBe(1);
  });
});

describe('I13 quotas', () => {
  test('I13 per contributor, whatever the case of the address; over it nothing is stored', async () => {
    const world = openWorld();
    const intake = createIntake();
    for (let n = 0; n < 3; n += 1) await takeSubmission(world.system, intake, arrival(`d${n}`, from('ada', n + 1)));
    world.time.now += HOUR;
    const shouted = { ...from('ada', 9), contributor: { name: 'Ada', email: 'ADA@example.org', githubLogin: 'other' } };
    expect(await takeSubmission(world.system, intake, arrival('d9', shouted))).toEqual({
      result: 'over_quota',
      budget: { of: 'proven', per: 'perContributor', limit: 3 },
      retryAfterMs: 23 * HOUR,
    });
    expect(await stored(world)).toHaveLength(3);
    expect(await world.system.store.get({ collection: 'inbox', id: 'd9' })).toBeUndefined();
    expect(await world.system.store.get({ collection: 'quotas', id: 'all' })).toMatchObject({ count: 3 });
    // What was taken before is answered as before.
    expect(await takeSubmission(world.system, intake, arrival('d0', from('ada', 1)))).toMatchObject({ result: 'repeated' });
  });

  test('I13 per pull request and in all; the wait is that of the last window to end', async () => {
    const world = openWorld();
    const intake = createIntake();
    for (let n = 0; n < 5; n += 1) await takeSubmission(world.system, intake, arrival(`d${n}`, from(`u${n}`, 1)));
    expect(await takeSubmission(world.system, intake, arrival('d5', from('u5', 1)))).toMatchObject({ result: 'over_quota' });
    world.time.now += HOUR;
    for (let n = 6; n < 8; n += 1)
      expect(await takeSubmission(world.system, intake, arrival(`d${n}`, from(`late`, n)))).toMatchObject({ result: 'accepted' });
    expect(await takeSubmission(world.system, intake, arrival('d8', from('u8', 8)))).toMatchObject({
      result: 'over_quota',
      retryAfterMs: 23 * HOUR,
    });
    world.time.now += 22 * HOUR;
    await takeSubmission(world.system, { ...intake, quotas: { ...quotas, perDay: 100 } }, arrival('d10', from('late', 10)));
    expect(await takeSubmission(world.system, intake, arrival('d11', from('late', 11)))).toMatchObject({
      result: 'over_quota',
      retryAfterMs: 2 * HOUR,
    });
  });

  test('I13 the window rolls', async () => {
    const world = openWorld();
    const intake = createIntake();
    for (let n = 0; n < 3; n += 1) await takeSubmission(world.system, intake, arrival(`d${n}`, from('ada', n + 1)));
    world.time.now += DAY - 1;
    expect(await takeSubmission(world.system, intake, arrival('d3', from('ada', 4)))).toMatchObject({
      result: 'over_quota',
      retryAfterMs: 1,
    });
    world.time.now += 1;
    expect(await takeSubmission(world.system, intake, arrival('d3', from('ada', 4)))).toMatchObject({ result: 'accepted' });
  });

  test('I13 thirty at once are never more than the quota', async () => {
    const world = openWorld();
    const intake = createIntake();
    const taken = await Promise.all(
      Array.from({ length: 30 }, (_, n) => takeSubmission(world.system, intake, arrival(`d${n}`, from(`u${n}`, n + 1)))),
    );
    expect(taken.filter(({ result }) => result === 'accepted')).toHaveLength(quotas.perDay);
    expect(await stored(world)).toHaveLength(quotas.perDay);
  });
});

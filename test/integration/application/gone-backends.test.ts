import { operatorCalled } from '#test/support/known-as.ts';
import { describe, expect, test } from '@jest/globals';
import { dismissDeadLetter, listDeadLetters, replayDeadLetter } from '#kernel/app/dead-letters.ts';
import { tellOfGoneBackends } from '#products/rehearsal/app/gone-backends.ts';
import { operate } from '#products/rehearsal/app/operate.ts';
import { sweepAndReport, type SweepReport } from '#products/rehearsal/app/sweep-report.ts';
import { DAY, MINUTE } from '#kernel/time.ts';
import { countOperations } from '#test/support/counting.ts';
import { answers, outbox, queues, runOf, runs, stateOf, tries } from '#test/support/application/requests.ts';
import { deliver, effectOf, openWorld, taskOf, type World } from '#test/support/application/world.ts';
import { sampleRules } from '#test/support/sample-request.ts';

/** The same store after a start with settings that have only these backends. */
function restarted(world: World, ...slugs: string[]): World {
  const backends = sampleRules.backends.filter(({ slug }) => slugs.includes(slug));
  return openWorld({ store: world.system.store, time: world.time, rules: { releases: [], backends } });
}

function sweeps(world: World): Promise<SweepReport> {
  world.time.now += 5 * MINUTE;
  return sweepAndReport(world.system, `s${world.time.now}`);
}

async function letters(world: World): Promise<(string | undefined)[]> {
  const dead = (await listDeadLetters(world.system)).letters;
  return dead.map(({ errors }) => errors.at(-1)?.message);
}

const told = (id: string): string => `${id} waits for backup, which is no longer in the settings: put it back, or stop the request`;

describe('B6 Q3 who waits for a backend that the settings no longer have', () => {
  test('B6 Q3 is a dead letter that names request and backend, and every admin is mailed; others are left alone', async () => {
    const before = openWorld({ rules: { releases: [] } });
    await queues(before, 'rq0');
    for (const id of ['rq1', 'rq2']) await queues(before, id, { backend: 'backup' });
    expect((await sweeps(restarted(before, 'local', 'backup'))).dead).toBe(0);
    await tries(before, 'rq1', { command: 'stop', reason: 'test', operator: 'olga' });
    await queues(before, 'rq3', { backend: 'backup' });
    const world = restarted(before, 'local');
    for (let n = 0; n < 3; n += 1) expect((await sweeps(world)).dead).toBe(2);
    expect(new Set(await letters(world))).toEqual(new Set([told('rq2'), told('rq3')]));
    const keys = new Set(world.queue.tasks.map(({ payload }) => payload.effectKey).filter((key) => key.startsWith('installation-')));
    const effects = (await Promise.all([...keys].map((key) => outbox(world, key)))).map(({ effect }) => effect);
    const alarms = effects.filter((effect) => effect.kind === 'send_mail' && effect.template === 'dead_letters');
    expect(alarms).toHaveLength(3);
    for (const alarm of alarms) expect(alarm).toMatchObject({ letters: [{ cause: expect.stringContaining('rq3 waits for backup') }, {}] });
  });

  test('B6 Q3 B5 put back, it has its turn by itself, and the replayed letter is none any more', async () => {
    const before = openWorld({ rules: { releases: [] } });
    await queues(before, 'rq1', { backend: 'backup' });
    await sweeps(restarted(before, 'local'));
    const world = restarted(before, 'local', 'backup');
    expect(await sweeps(world)).toMatchObject({ turns: 1, dead: 1 });
    expect((await stateOf(world, 'rq1')).status).toBe('deploying');
    expect(await replayDeadLetter(world.system, 'rq1-gone-backup', 'olga')).toBe('done');
    await deliver(world, taskOf(await outbox(world, 'rq1-gone-backup')));
    expect((await sweeps(world)).dead).toBe(0);
  });

  test('B6 Q3 B5 replayed while nothing has changed it comes back; dismissed, somebody knows of it', async () => {
    const before = openWorld({ rules: { releases: [] } });
    await queues(before, 'rq1', { backend: 'backup' });
    const world = restarted(before, 'local');
    await sweeps(world);
    await replayDeadLetter(world.system, 'rq1-gone-backup', 'olga');
    await deliver(world, taskOf(await outbox(world, 'rq1-gone-backup')));
    expect(await outbox(world, 'rq1-gone-backup')).toMatchObject({ state: 'done' });
    expect((await sweeps(world)).dead).toBe(1);
    expect(await dismissDeadLetter(world.system, 'rq1-gone-backup', 'olga', 'it comes back on Monday')).toBe('done');
    expect((await sweeps(world)).dead).toBe(0);
    world.time.now += DAY;
    expect((await sweeps(world)).dead).toBe(0);
  });

  test('B6 Q3 an offer for it gives no turn and dies of nothing', async () => {
    const before = openWorld({ rules: { releases: [] } });
    await queues(before, 'rq1', { backend: 'backup' });
    const world = restarted(before, 'local');
    expect(await deliver(world, taskOf(await effectOf(world, 'rq1', 'offer_turn')))).toEqual({ answer: 'done' });
    expect((await stateOf(world, 'rq1')).status).toBe('queued');
  });

  test('B6 Q3 all of many are told of, and who is told of once costs no write', async () => {
    const before = openWorld({ rules: { releases: [] } });
    for (let n = 0; n < 101; n += 1) await queues(before, `rq${n}`, { backend: 'backup' });
    const world = restarted(before, 'local');
    expect([await tellOfGoneBackends(world.system), await tellOfGoneBackends(world.system)]).toEqual([101, 0]);
  });

  test('B6 in a healthy system it reads one request for each backend that is waited for', async () => {
    const world = openWorld({ rules: { releases: [] } });
    for (let n = 0; n < 10; n += 1) await queues(world, `rq${n}`, { backend: n % 2 === 0 ? 'backup' : 'local' });
    const { store, operations } = countOperations(world.system.store);
    expect(await tellOfGoneBackends({ ...world.system, store })).toBe(0);
    expect(operations.writes).toBe(0);
    expect(operations.reads).toBe(3);
  });

  test('Q3 B4 an operator stops it, as the letter says', async () => {
    const before = openWorld({ rules: { releases: [] } });
    await queues(before, 'rq1', { backend: 'backup' });
    const world = restarted(before, 'local');
    expect(
      await operate(
        world.system,
        { who: operatorCalled('olga'), newId: () => '1', intakeOpen: true },
        { operation: 'request_stop', id: 'rq1', why: 'gone' },
      ),
    ).toMatchObject({
      done: { facts: { status: 'rejected' } },
    });
  });

  test('Q3 a turn on it can still end', async () => {
    const before = openWorld({ rules: { releases: [] } });
    await runs(before, 'rq1', { backend: 'backup' });
    const world = restarted(before, 'local');
    await answers(world, 'rq1', 'contributor', 'withdraw', 'withdraw');
    const { id: run } = await runOf(world, 'rq1');
    await tries(world, 'rq1', { command: 'cancel_confirmed', run });
    expect(await stateOf(world, 'rq1')).toMatchObject({ status: 'withdrawn', turn: { state: 'ended' } });
  });
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import { signHub } from '#doors/verify-hub-signature.ts';
import { NEWER_SHA, SHA } from '#test/support/given-request.ts';
import { arrives, answers, stateOf } from '#test/support/application/requests.ts';
import { effectOf, openWorld, performs, type World } from '#test/support/application/world.ts';
import { allEvents, exampleOf } from '#test/support/github-events.ts';
import { bells, eventFor, headIs, hears, openBell, SECRETS, type Bell } from './ring.ts';

let world: World;
let bell: Bell;
beforeEach(async () => {
  world = openWorld();
  bell = await openBell(world);
  await arrives(world, 'rq1');
  await performs(world, 'rq1', 'check_gates');
});
afterEach(() => bell.close());

describe('G8 an event of the pull-request host', () => {
  test.each([
    ['pull_request', 'synchronize'],
    ['pull_request', 'labeled'],
    ['pull_request', 'closed'],
    ['pull_request_review', 'submitted'],
    ['check_suite', 'completed'],
    ['check_run', 'completed'],
    ['status', undefined],
  ])('%s %s asks for a look, which sees for itself', async (name, action) => {
    expect(await bell.send(name, await eventFor(world, 'rq1', name, action))).toBe(202);
    await headIs(world, 'rq1', 'open', NEWER_SHA);
    expect(await hears(world, 'rq1')).toBe(1);
    expect(await stateOf(world, 'rq1')).toMatchObject({ headSha: NEWER_SHA, status: 'in_review' });
  });

  test('is only a doorbell: what it says of the head is not believed', async () => {
    const payload = await eventFor(world, 'rq1', 'pull_request', 'closed', { pull_request: { merged: true, head: { sha: NEWER_SHA } } });
    const { version } = await stateOf(world, 'rq1');
    await bell.send('pull_request', payload);
    await hears(world, 'rq1');
    expect(await stateOf(world, 'rq1')).toMatchObject({ version, headSha: SHA, status: 'in_review' });
  });

  test('X1 delivered again it rings no second time, whatever became of the first answer', async () => {
    const payload = await eventFor(world, 'rq1', 'pull_request', 'synchronize');
    const again = { 'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958' };
    expect([await bell.send('pull_request', payload, again), await bell.send('pull_request', payload, again)]).toEqual([202, 202]);
    await hears(world, 'rq1');
    expect(await bell.send('pull_request', payload, again)).toBe(202);
    expect(await bells(world, 'rq1')).toEqual([]);
  });

  test('Z3 many at once are one look, and one that comes during it is another', async () => {
    const payload = await eventFor(world, 'rq1', 'check_run', 'completed');
    await Promise.all(Array.from({ length: 20 }, () => bell.send('check_run', payload)));
    expect(await hears(world, 'rq1')).toBe(1);
    await bell.send('check_run', payload);
    expect(await hears(world, 'rq1')).toBe(1);
  });

  test('Z2 a task that the queue did not take is made by the sweep: the look is in the outbox', async () => {
    world.faults.plan('queue', 'throw');
    expect(await bell.send('pull_request', await eventFor(world, 'rq1', 'pull_request', 'synchronize'))).toBe(202);
    const [look] = await bells(world, 'rq1');
    world.time.now = look?.sweepAt ?? 0;
    await sweep(world.system, 's1');
    expect(world.queue.tasks.filter(({ payload }) => payload.effectKey === look?.key)).toEqual([
      expect.objectContaining({ payload: { effectKey: look?.key, dispatch: 2 } }),
    ]);
  });

  test('the look that comes by itself goes on beside it', async () => {
    await bell.send('pull_request', await eventFor(world, 'rq1', 'pull_request', 'synchronize'));
    await hears(world, 'rq1');
    const [own] = [await effectOf(world, 'rq1', 'check_gates', { once: undefined })];
    expect(own.open).toBe(true);
  });

  test('a host that is away when it rings: the request stays as it is', async () => {
    await bell.send('pull_request', await eventFor(world, 'rq1', 'pull_request', 'synchronize'));
    world.faults.plan('host', 'throw');
    await hears(world, 'rq1');
    expect(await stateOf(world, 'rq1')).toMatchObject({ headSha: SHA, status: 'in_review' });
  });

  test('rings nobody whose request is over, but for what happens to the pull request itself', async () => {
    await answers(world, 'rq1', 'grace', 'review', 'reject');
    await bell.send('check_run', await eventFor(world, 'rq1', 'check_run', 'completed'));
    expect(await bells(world, 'rq1')).toEqual([]);
    await bell.send('pull_request', await eventFor(world, 'rq1', 'pull_request', 'closed'));
    expect(await bells(world, 'rq1')).toHaveLength(1);
  });
});

describe('X1 the door for events', () => {
  const payload = exampleOf('pull_request', 'opened');

  test('every payload that GitHub has ever shown is taken or passed over: none is an error, none is for our requests', async () => {
    const answered = new Set<number>();
    for (const { name, payload: shown } of allEvents()) answered.add(await bell.send(name, shown));
    expect([...answered]).toEqual([204]);
    expect(await bells(world, 'rq1')).toEqual([]);
  });

  test('other repositories, other events and pings are answered quietly, and leave no trace', async () => {
    expect(await bell.send('pull_request', payload)).toBe(204);
    expect(await bell.send('ping', exampleOf('ping'))).toBe(204);
    expect(await bell.send('star', exampleOf('star'))).toBe(204);
    expect(await bell.send('a_new_event', {})).toBe(204);
  });

  test('several secrets hold at once', async () => {
    const body = JSON.stringify(payload);
    expect(await bell.send('pull_request', payload, { 'x-hub-signature-256': signHub(body, SECRETS[1]) })).toBe(204);
  });

  test.each([
    ['a wrong signature', { 'x-hub-signature-256': signHub('other', SECRETS[0]) }, 401],
    ['another secret', { 'x-hub-signature-256': signHub('', 'nobody-knows-this-one') }, 401],
    ['a compressed body', { 'content-encoding': 'gzip' }, 415],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['no fit name of a delivery', { 'x-github-delivery': 'a b' }, 400],
  ])('%s is refused', async (_, over, status) => {
    expect(await bell.send('pull_request', payload, over)).toBe(status);
  });

  test('I13 a body over the limit is refused before it is read whole, and other methods at once', async () => {
    expect(await bell.send('pull_request', { ...payload, filler: 'x'.repeat(1024 * 1024) })).toBe(413);
    expect((await fetch(bell.url)).status).toBe(405);
  });
});

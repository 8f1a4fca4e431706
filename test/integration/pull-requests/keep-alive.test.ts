import { beforeEach, describe, expect, test } from '@jest/globals';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import { DAY } from '#kernel/time.ts';
import { answers, arrives, does, outbox, stateOf } from '#test/support/application/requests.ts';
import { deliver, effectOf, effectsOf, openWorld, performs, taskOf, type World } from '#test/support/application/world.ts';
import { NEWER_SHA, SHA } from '#test/support/given-request.ts';

const EVERY = 6 * DAY;
const keepsAlive = { what: 'keep_alive' };
let world: World;

beforeEach(async () => {
  world = openWorld({ rules: { releases: [], pullRequests: [{ owner: 'oppia', repository: 'oppia', keepAlive: EVERY }] } });
  await seen('rq1');
});

/** A request whose pull request was looked at. */
async function seen(id: string, over: Parameters<typeof arrives>[2] = {}): Promise<void> {
  await arrives(world, id, over);
  await performs(world, id, 'check_gates');
}

async function comment(): Promise<string | undefined> {
  return world.host.comments.get(`${changeKey((await stateOf(world, 'rq1')).submission.change)} keep-alive`)?.text;
}

/** At its time, and never before. */
async function performed(id = 'rq1'): Promise<{ open: boolean; dueAt: number }> {
  const effect = await effectOf(world, id, 'update_pull_request', keepsAlive);
  world.time.now = Math.max(world.time.now, effect.dueAt);
  await deliver(world, taskOf(effect));
  return outbox(world, effect.key);
}

describe('N5 a pull request is kept from being closed for want of activity', () => {
  test('N5 so many days after its first look it gets a comment, which the sweep sees to, and again and again', async () => {
    const start = world.time.now;
    const effect = await effectOf(world, 'rq1', 'update_pull_request', keepsAlive);
    expect(effect.dueAt).toBe(start + EVERY);
    world.time.now = start + EVERY;
    await sweep(world.system, 's1');
    expect(world.queue.tasks.some(({ payload }) => payload.effectKey === effect.key)).toBe(true);
    expect(await performed()).toMatchObject({ open: true, dueAt: start + 2 * EVERY });
    expect(await comment()).toBe('pending still: rq1');
    const { version } = world.host.comments.values().next().value ?? { version: 0 };
    await performed();
    expect([...world.host.comments.values()].find(({ kind }) => kind === 'keep-alive')?.version).toBeGreaterThan(version);
  });

  test('N5 it ends with the request, and with the pull request', async () => {
    await answers(world, 'rq1', 'contributor', 'withdraw', 'withdraw');
    expect(await performed()).toMatchObject({ open: false });
    expect(await comment()).toBeUndefined();
  });

  test.each(['merged', 'closed'] as const)('N5 nothing is written where the pull request is %s', async (state) => {
    const head = { state, headSha: SHA, baseSha: 'e'.repeat(40), baseRef: 'develop' };
    world.host.heads.set(changeKey((await stateOf(world, 'rq1')).submission.change), head);
    expect(await performed()).toMatchObject({ open: state === 'closed' });
    expect(await comment()).toBeUndefined();
  });

  test('N5 of several requests the oldest that is still open speaks, and a push plans no second one', async () => {
    const { change } = (await stateOf(world, 'rq1')).submission;
    world.time.now += DAY;
    await seen('rq2', { submission: { change } });
    await performed('rq1');
    await performed('rq2');
    expect(await comment()).toBe('pending still: rq1,rq2');
    await answers(world, 'rq1', 'grace', 'review', 'reject');
    world.time.now += EVERY;
    expect(await performed('rq1')).toMatchObject({ open: false });
    expect(await performed('rq2')).toMatchObject({ open: true });
    await does(world, 'rq2', { command: 'record_gates', headSha: NEWER_SHA, gates: [] });
    const planned = (await effectsOf(world, 'rq2')).filter(({ effect }) => 'what' in effect && effect.what === 'keep_alive');
    expect(planned).toHaveLength(1);
  });

  test('Z2 N5 a host that is away: tried again, and said once', async () => {
    world.faults.plan('host', 'throw', 'lost');
    for (let n = 0; n < 4; n += 1) {
      world.time.now += 60_000;
      await performed();
    }
    expect(await comment()).toContain('still');
  });

  test('N5 without a number of days in the settings nothing is planned', async () => {
    const other = openWorld({ rules: { pullRequests: [{ owner: 'oppia', repository: 'oppia' }] } });
    await arrives(other, 'rq9');
    await performs(other, 'rq9', 'check_gates');
    expect((await effectsOf(other, 'rq9')).filter(({ effect }) => 'what' in effect && effect.what === 'keep_alive')).toEqual([]);
  });
});

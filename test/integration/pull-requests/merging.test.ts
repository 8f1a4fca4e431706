import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import type { MailTemplate } from '#products/rehearsal/domain/mail/template.ts';
import { NEWER_SHA, SHA } from '#test/support/given-request.ts';
import { answers, arrives, does, endsRun, outbox, queues, runs, stateOf, tries } from '#test/support/application/requests.ts';
import { deliver, effectOf, effectsOf, openWorld, performs, taskOf, type World } from '#test/support/application/world.ts';
import { eventFor, headIs, hears, openBell, type Bell } from './ring.ts';

let world: World;
let bell: Bell;
beforeEach(async () => {
  world = openWorld({ rules: { mergeOnApproval: true, pullRequests: [{ owner: 'oppia', repository: 'oppia' }] } });
  bell = await openBell(world);
});
afterEach(() => bell.close());

async function approved(id: string): Promise<void> {
  await runs(world, id);
  await endsRun(world, id);
  await answers(world, id, 'grace', 'verdict', 'approve');
}

/** The merge effect is performed until it ends, as often as its queue would. Gives how often. */
async function merges(id: string): Promise<number> {
  for (let times = 0; ; times += 1) {
    const effect = await effectOf(world, id, 'update_pull_request', { what: 'merge' });
    if (!effect.open || times === 12) return times;
    world.time.now = Math.max(world.time.now, effect.dueAt);
    await deliver(world, taskOf(effect));
  }
}

async function alarms(id: string): Promise<string[]> {
  return mailed(id, 'untested_merge');
}

async function mailed(id: string, template: MailTemplate): Promise<string[]> {
  const all = (await effectsOf(world, id)).map(({ effect }) => effect);
  return all.flatMap((effect) => (effect.kind === 'send_mail' && effect.template === template ? [effect.to] : []));
}

async function keyOf(id: string): Promise<string> {
  return changeKey((await stateOf(world, id)).submission.change);
}

describe('A3 merging an approved pull request', () => {
  test('A3 at exactly the tested commit, and it is on record', async () => {
    await approved('rq1');
    await merges('rq1');
    expect(world.host.merged).toEqual([`${await keyOf('rq1')} ${SHA}`]);
    expect((await stateOf(world, 'rq1')).merge).toMatchObject({ state: 'merged', sha: SHA, into: 'f'.repeat(40), tested: true });
  });

  test.each(['lost', 'throw'] as const)('Z2 A3 an answer that is %s: asked again, merged once', async (fault) => {
    await approved('rq1');
    const effect = await effectOf(world, 'rq1', 'update_pull_request', { what: 'merge' });
    await deliver(world, taskOf(effect));
    world.faults.plan('host', fault);
    await merges('rq1');
    expect(world.host.merged).toHaveLength(1);
    expect((await stateOf(world, 'rq1')).merge).toMatchObject({ state: 'merged', tested: true });
  });

  test('A3, G1 a push right before it: not merged, and people hear why', async () => {
    await approved('rq1');
    await headIs(world, 'rq1', 'open', NEWER_SHA);
    await merges('rq1');
    expect(world.host.merged).toEqual([]);
    expect(await stateOf(world, 'rq1')).toMatchObject({ status: 'in_review', headSha: NEWER_SHA });
    expect((await mailed('rq1', 'head_moved')).length).toBeGreaterThan(1);
  });

  test('A3 a refusal is asked about a few times, since a status may be on its way, and then it is a fact', async () => {
    await approved('rq1');
    world.host.merges.set(await keyOf('rq1'), { merged: false, because: 'refused', why: 'Required status check "x" is expected.' });
    expect(await merges('rq1')).toBe(6);
    expect((await stateOf(world, 'rq1')).merge).toMatchObject({ state: 'refused', why: 'Required status check "x" is expected.' });
  });

  test('A3 given up by the queue: the request hears of it', async () => {
    await approved('rq1');
    const effect = await effectOf(world, 'rq1', 'update_pull_request', { what: 'merge' });
    await deliver(world, taskOf(effect));
    world.faults.plan('host', ...Array.from({ length: 12 }, () => 'throw' as const));
    await merges('rq1');
    expect((await outbox(world, effect.key)).state).toBe('dead');
    expect((await stateOf(world, 'rq1')).merge).toMatchObject({ state: 'refused' });
  });

  test('I11 another request of the same pull request is still open: it waits for that one', async () => {
    await approved('rq1');
    const { change } = (await stateOf(world, 'rq1')).submission;
    await arrives(world, 'rq2', { submission: { change } });
    await performs(world, 'rq2', 'check_gates');
    const effect = await effectOf(world, 'rq1', 'update_pull_request', { what: 'merge' });
    await deliver(world, taskOf(effect));
    expect([(await stateOf(world, 'rq1')).merge?.state, world.host.merged]).toEqual(['wanted', []]);
    await answers(world, 'rq2', 'contributor', 'withdraw', 'withdraw').catch(() => undefined);
  });

  test('A5 undone in time: nothing is merged', async () => {
    await approved('rq1');
    const question = (await stateOf(world, 'rq1')).questions.findLast(({ kind }) => kind === 'verdict')?.id ?? 0;
    await does(world, 'rq1', { command: 'undo', question }, 'grace');
    await merges('rq1');
    expect(world.host.merged).toEqual([]);
  });

  test('A5 an undo between the two steps is refused: the host may have merged by now', async () => {
    await approved('rq1');
    await deliver(world, taskOf(await effectOf(world, 'rq1', 'update_pull_request', { what: 'merge' })));
    const question = (await stateOf(world, 'rq1')).questions.findLast(({ kind }) => kind === 'verdict')?.id ?? 0;
    expect(await tries(world, 'rq1', { command: 'undo', question }, 'grace')).toMatchObject({ refusal: { code: 'irreversible' } });
  });
});

describe('N5 untested_merge', () => {
  test('merged-untested: an event tells it the same minute', async () => {
    await queues(world, 'rq1');
    await headIs(world, 'rq1', 'merged', SHA);
    const before = world.time.now;
    await bell.send('pull_request', await eventFor(world, 'rq1', 'pull_request', 'closed'));
    await hears(world, 'rq1');
    expect(await alarms('rq1')).toEqual(expect.arrayContaining(['grace', 'alan']));
    expect(world.time.now - before).toBeLessThan(60_000);
  });

  test('merged-untested: without an event the look that comes by itself tells it, and nobody twice', async () => {
    await queues(world, 'rq1');
    await headIs(world, 'rq1', 'merged', SHA);
    for (let n = 0; n < 3; n += 1) {
      world.time.now = Math.max(world.time.now, (await effectOf(world, 'rq1', 'check_gates')).dueAt);
      await performs(world, 'rq1', 'check_gates');
    }
    const told = await alarms('rq1');
    expect([told.length > 0, new Set(told).size]).toEqual([true, told.length]);
  });

  test('a request that was rejected, and merged all the same', async () => {
    await arrives(world, 'rq1');
    await performs(world, 'rq1', 'check_gates');
    await answers(world, 'rq1', 'grace', 'review', 'reject');
    await headIs(world, 'rq1', 'merged', SHA);
    await bell.send('pull_request', await eventFor(world, 'rq1', 'pull_request', 'closed'));
    await hears(world, 'rq1');
    expect(await alarms('rq1')).not.toEqual([]);
  });

  test('merged by hand at the approved commit is what was wanted', async () => {
    await approved('rq1');
    await headIs(world, 'rq1', 'merged', SHA);
    await bell.send('pull_request', await eventFor(world, 'rq1', 'pull_request', 'closed'));
    await hears(world, 'rq1');
    expect([await alarms('rq1'), (await stateOf(world, 'rq1')).merge]).toEqual([
      [],
      expect.objectContaining({ state: 'merged', tested: true }),
    ]);
  });

  test('closed without a merge alarms nobody', async () => {
    await queues(world, 'rq1');
    await headIs(world, 'rq1', 'closed', SHA);
    await bell.send('pull_request', await eventFor(world, 'rq1', 'pull_request', 'closed'));
    await hears(world, 'rq1');
    expect([await alarms('rq1'), (await stateOf(world, 'rq1')).merge]).toEqual([[], undefined]);
  });
});

import { describe, expect, test } from '@jest/globals';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import { NEWER_SHA, SHA, allGates } from '#test/support/given-request.ts';
import { answers, arrives, does, endsRun, queues, runs, stateOf } from '#test/support/application/requests.ts';
import { deliver, effectOf, effectsOf, openWorld, performs, taskOf, type World } from '#test/support/application/world.ts';

const told = { rules: { pullRequests: [{ owner: 'oppia', repository: 'oppia' }] } };

async function commentOn(world: World, id: string): Promise<string | undefined> {
  const key = changeKey((await stateOf(world, id)).submission.change);
  return world.host.comments.get(`${key} rehearsal`)?.text;
}

async function approves(world: World, id: string): Promise<void> {
  await endsRun(world, id);
  await answers(world, id, 'grace', 'verdict', 'approve');
}

/** Every open effect for the pull request, in whatever order is asked for. */
async function tells(world: World, id: string, order: 'oldest first' | 'newest first' = 'oldest first'): Promise<number> {
  const open = (await effectsOf(world, id)).filter(({ kind, open: isOpen }) => kind === 'update_pull_request' && isOpen);
  for (const effect of order === 'oldest first' ? open : open.toReversed()) await deliver(world, taskOf(effect));
  return open.length;
}

describe('N5 the pull request is told', () => {
  test('A3 green only when it is approved, at the tested commit', async () => {
    const world = openWorld(told);
    await runs(world, 'rq1');
    await tells(world, 'rq1');
    expect(world.host.statuses.get(SHA)).toMatchObject({ state: 'pending', link: 'https://board.example.org' });
    await approves(world, 'rq1');
    await tells(world, 'rq1');
    expect(world.host.statuses.get(SHA)).toMatchObject({ state: 'success' });
    expect(await commentOn(world, 'rq1')).toBe(`success: rq1 v${(await stateOf(world, 'rq1')).version}`);
  });

  test('A5 a verdict that is undone: the status is pending again, and so is the comment; given again, green', async () => {
    const world = openWorld(told);
    await runs(world, 'rq1');
    await approves(world, 'rq1');
    await tells(world, 'rq1');
    const question = (await stateOf(world, 'rq1')).questions.findLast(({ kind }) => kind === 'verdict')?.id ?? 0;
    await does(world, 'rq1', { command: 'undo', question }, 'grace');
    await tells(world, 'rq1');
    expect(world.host.statuses.get(SHA)).toMatchObject({ state: 'pending' });
    expect(await commentOn(world, 'rq1')).toBe(`pending: rq1 v${(await stateOf(world, 'rq1')).version}`);
    await answers(world, 'rq1', 'alan', 'verdict', 'approve');
    await tells(world, 'rq1');
    expect(world.host.statuses.get(SHA)).toMatchObject({ state: 'success' });
  });

  test('G1 a push: the new commit is pending, and nothing makes it green but its own test', async () => {
    const world = openWorld(told);
    await runs(world, 'rq1');
    await approves(world, 'rq1');
    await does(world, 'rq1', { command: 'record_gates', headSha: NEWER_SHA, gates: allGates() });
    await tells(world, 'rq1', 'newest first');
    expect(world.host.statuses.get(NEWER_SHA)).toMatchObject({ state: 'pending' });
    expect(world.host.statuses.get(SHA)).toBeUndefined();
  });

  test('N5 what is performed late tells the newest all the same: it never goes back', async () => {
    const world = openWorld(told);
    await queues(world, 'rq1');
    expect(await tells(world, 'rq1', 'newest first')).toBeGreaterThan(1);
    expect(await commentOn(world, 'rq1')).toBe(`pending: rq1 v${(await stateOf(world, 'rq1')).version}`);
  });

  /** While the host is asked for the status, this happens first; once. */
  function whileTold(world: World, happens: () => Promise<unknown>): void {
    const { setStatus } = world.host;
    world.host.setStatus = async (change, sha, status) => {
      world.host.setStatus = setStatus;
      await happens();
      await setStatus(change, sha, status);
    };
  }

  test('N5 what is outrun while it is written is written again, at once', async () => {
    const world = openWorld(told);
    await arrives(world, 'rq1');
    await performs(world, 'rq1', 'check_gates');
    whileTold(world, () => answers(world, 'rq1', 'grace', 'review', 'reject'));
    await deliver(world, taskOf(await effectOf(world, 'rq1', 'update_pull_request')));
    expect(world.host.statuses.get(SHA)).toMatchObject({ state: 'failure' });
    expect(await commentOn(world, 'rq1')).toContain('failure');
  });

  test('N5 what changes with every look is left to the next attempt, and never for good', async () => {
    const world = openWorld(told);
    await arrives(world, 'rq1');
    await performs(world, 'rq1', 'check_gates');
    const { setStatus } = world.host;
    let changes = 0;
    world.host.setStatus = async (...given) => {
      if ((changes += 1) <= 3) await answers(world, 'rq1', 'grace', 'review', 'assign', { assignee: changes % 2 === 0 ? 'alan' : 'grace' });
      await setStatus(...given);
    };
    const effect = await effectOf(world, 'rq1', 'update_pull_request');
    await deliver(world, taskOf(effect));
    expect((await effectsOf(world, 'rq1')).find(({ key }) => key === effect.key)).toMatchObject({ state: 'waiting', dispatches: 2 });
    await deliver(world, taskOf({ ...effect, dispatches: 2 }));
    expect((await effectsOf(world, 'rq1')).find(({ key }) => key === effect.key)).toMatchObject({ state: 'done' });
    expect(await commentOn(world, 'rq1')).toBe(`pending: rq1 v${(await stateOf(world, 'rq1')).version}`);
  });

  test('Z2 N5 a worker that sleeps past its lease, and writes when all is decided: the newest stands in the end', async () => {
    const world = openWorld(told);
    await arrives(world, 'rq1');
    await performs(world, 'rq1', 'check_gates');
    const effect = await effectOf(world, 'rq1', 'update_pull_request');
    whileTold(world, async () => {
      world.time.now += 5 * 60_000;
      await deliver(world, taskOf(effect));
      await answers(world, 'rq1', 'grace', 'review', 'reject');
      await tells(world, 'rq1', 'newest first');
    });
    await deliver(world, taskOf(effect));
    expect(world.host.statuses.get(SHA)).toMatchObject({ state: 'failure' });
  });

  test('Z2 N5 a worker that dies right after it has written old news: who came after it looks once more, later', async () => {
    const world = openWorld(told);
    await arrives(world, 'rq1');
    await performs(world, 'rq1', 'check_gates');
    const effect = await effectOf(world, 'rq1', 'update_pull_request');
    const asleep = Promise.withResolvers<() => Promise<void>>();
    const { setStatus } = world.host;
    world.host.setStatus = (...given) => {
      world.host.setStatus = setStatus;
      asleep.resolve(() => setStatus(...given));
      return new Promise(() => undefined);
    };
    void deliver(world, taskOf(effect));
    const writesAfterAll = await asleep.promise;
    await answers(world, 'rq1', 'grace', 'review', 'reject');
    world.time.now += 5 * 60_000;
    await tells(world, 'rq1');
    await writesAfterAll();
    expect(world.host.statuses.get(SHA)).toMatchObject({ state: 'pending' });
    world.time.now += 10 * 60_000;
    await tells(world, 'rq1');
    expect(world.host.statuses.get(SHA)).toMatchObject({ state: 'failure' });
    expect(await tells(world, 'rq1')).toBe(0);
  });

  test('Z2 an answer that is lost: asked again, and said once', async () => {
    const world = openWorld(told);
    await arrives(world, 'rq1');
    await performs(world, 'rq1', 'check_gates');
    world.faults.plan('host', 'lost', 'throw');
    for (let n = 0; n < 3; n += 1) {
      await tells(world, 'rq1');
      world.time.now += 600_000;
    }
    expect(world.host.statuses.get(SHA)).toMatchObject({ state: 'pending' });
    expect(await commentOn(world, 'rq1')).toContain('rq1');
  });

  test('N5 one that is withdrawn before its first look no longer keeps the others waiting', async () => {
    const world = openWorld(told);
    await runs(world, 'rq1');
    await approves(world, 'rq1');
    const { change } = (await stateOf(world, 'rq1')).submission;
    await arrives(world, 'rq2', { submission: { change } });
    await tells(world, 'rq1');
    expect(world.host.statuses.get(SHA)).toMatchObject({ state: 'pending' });
    await answers(world, 'rq2', 'contributor', 'withdraw', 'withdraw');
    expect(await tells(world, 'rq2')).toBe(1);
    expect(world.host.statuses.get(SHA)).toMatchObject({ state: 'success' });
  });

  test('once for a version, and never where the settings do not want it, or for a branch', async () => {
    const world = openWorld(told);
    await arrives(world, 'rq1');
    await performs(world, 'rq1', 'check_gates');
    const kinds = (await effectsOf(world, 'rq1')).filter(({ kind }) => kind === 'update_pull_request').map(({ version }) => version);
    expect(kinds).toEqual([2]);
    const branch = { kind: 'ref', owner: 'oppia', repository: 'oppia', ref: 'develop' } as const;
    await runs(world, 'rq2', { submission: { kind: 'existing_job', change: branch } });
    const silent = openWorld();
    await runs(silent, 'rq3');
    for (const [one, id] of [[world, 'rq2'] as const, [silent, 'rq3'] as const])
      expect((await effectsOf(one, id)).filter(({ kind }) => kind === 'update_pull_request')).toEqual([]);
  });
});

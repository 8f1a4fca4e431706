import { describe, expect, test } from '@jest/globals';
import { MINUTE } from '#kernel/time.ts';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import type { Head } from '#contexts/gates/ports/code-host.ts';
import { NEWER_SHA, SHA } from '#test/support/given-request.ts';
import { answers, arrives, does, endsRun, runs, stateOf, view } from '#test/support/application/requests.ts';
import { effectOf, openWorld, performs, type World } from '#test/support/application/world.ts';
import { sampleAsk } from '#test/support/sample-request.ts';

async function headIs(world: World, state: Head['state'], headSha = SHA): Promise<void> {
  const { submission } = await stateOf(world, 'rq1');
  const head: Head = state === 'missing' ? { state } : { state, headSha, baseSha: 'e'.repeat(40), baseRef: 'develop' };
  world.host.heads.set(changeKey(submission.change), head);
}

/** Time goes on to the next look, and it is taken. Gives how long that was, or undefined when nobody looks any more. */
async function looks(world: World): Promise<number | undefined> {
  const effect = await effectOf(world, 'rq1', 'check_gates');
  if (!effect.open) return undefined;
  const waited = effect.dueAt - world.time.now;
  world.time.now = Math.max(world.time.now, effect.dueAt);
  await performs(world, 'rq1', 'check_gates');
  return waited;
}

async function isWatched(world: World): Promise<boolean> {
  return (await effectOf(world, 'rq1', 'check_gates')).open;
}

describe('G7, G8 gates', () => {
  test('G7 a host that cannot be reached at the first look: pending, asked again, and then passed', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    world.faults.plan('host', 'throw', 'throw');
    await looks(world);
    expect(await stateOf(world, 'rq1')).toMatchObject({
      status: 'waiting_for_gates',
      gates: expect.arrayContaining([expect.objectContaining({ gate: 'pull_request', state: 'pending' })]),
    });
    const again = await looks(world);
    expect(again).toBeGreaterThan(0);
    expect(again).toBeLessThanOrEqual(15 * MINUTE);
    await looks(world);
    expect(await stateOf(world, 'rq1')).toMatchObject({ status: 'in_review', headSha: SHA });
    expect((await view(world, 'rq1')).timeline.map(({ command }) => command)).toEqual(['submit', 'record_gates', 'record_gates']);
  });

  test('G7 a host that cannot be reached later takes nothing back', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    await looks(world);
    world.faults.plan('host', 'throw');
    await looks(world);
    expect(await stateOf(world, 'rq1')).toMatchObject({ status: 'in_review', headSha: SHA });
  });

  test('G8 looked at every 15 minutes; what is as before leaves no trace', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    await headIs(world, 'draft');
    await looks(world);
    expect([await looks(world), await looks(world)]).toEqual([15 * MINUTE, 15 * MINUTE]);
    expect(await stateOf(world, 'rq1')).toMatchObject({ version: 2, status: 'waiting_for_gates' });
    await headIs(world, 'open');
    await looks(world);
    expect(await stateOf(world, 'rq1')).toMatchObject({ version: 3, status: 'in_review' });
  });

  test('I6, G6 evidence is looked up in the request that it names', async () => {
    const world = openWorld();
    const jobs = [sampleAsk({ role: 'migration', auditEvidence: { requestId: 'earlier', step: 'Audit' } })];
    await arrives(world, 'rq1', { submission: { jobs } });
    await looks(world);
    const audit = async (): Promise<string | undefined> => (await stateOf(world, 'rq1')).gates.find(({ gate }) => gate === 'audit')?.state;
    expect(await audit()).toBe('failed');
    await runs(world, 'earlier', { submission: { jobs: [sampleAsk({ step: 'Audit', role: 'audit' })] } });
    await looks(world);
    expect(await audit()).toBe('failed');
    await endsRun(world, 'earlier');
    await answers(world, 'earlier', 'grace', 'verdict', 'approve');
    await looks(world);
    expect(await audit()).toBe('passed');
    expect(await stateOf(world, 'rq1')).toMatchObject({ status: 'in_review' });
  });

  test('G1 a push is seen at the next look, in review and long after the approval, drafts included', async () => {
    const world = openWorld();
    await runs(world, 'rq1');
    await endsRun(world, 'rq1');
    await answers(world, 'rq1', 'grace', 'verdict', 'approve');
    await looks(world);
    await headIs(world, 'draft');
    for (let n = 0; n < 4; n += 1) await looks(world);
    expect(await stateOf(world, 'rq1')).toMatchObject({ status: 'approved' });
    await headIs(world, 'open', NEWER_SHA);
    await looks(world);
    expect(await stateOf(world, 'rq1')).toMatchObject({ headSha: NEWER_SHA, status: 'in_review' });
  });

  test.each(['merged', 'closed', 'missing'] as const)(
    'G1 an approved request whose pull request is %s is watched no more',
    async (state) => {
      const world = openWorld();
      await runs(world, 'rq1');
      await endsRun(world, 'rq1');
      await answers(world, 'rq1', 'grace', 'verdict', 'approve');
      await headIs(world, state);
      for (let n = 0; n < 2; n += 1) await looks(world);
      expect(await isWatched(world)).toBe(false);
    },
  );

  test('G1, I4 an approved request for a branch is bound to its commit: nobody looks for ever', async () => {
    const world = openWorld();
    const change = { kind: 'ref', owner: 'oppia', repository: 'oppia', ref: 'develop' } as const;
    await runs(world, 'rq1', { submission: { kind: 'existing_job', change } });
    await endsRun(world, 'rq1');
    await answers(world, 'rq1', 'grace', 'verdict', 'approve');
    for (let n = 0; n < 3; n += 1) await looks(world);
    expect(await isWatched(world)).toBe(false);
  });

  test('A5, G8 a rejection that is undone finds its gates still watched', async () => {
    const world = openWorld();
    await runs(world, 'rq1');
    await endsRun(world, 'rq1');
    const question = (await stateOf(world, 'rq1')).questions.findLast(({ kind }) => kind === 'verdict')?.id ?? 0;
    await answers(world, 'rq1', 'grace', 'verdict', 'reject');
    await looks(world);
    expect(await isWatched(world)).toBe(true);
    world.time.now += 9 * MINUTE;
    await does(world, 'rq1', { command: 'undo', question }, 'grace');
    await headIs(world, 'open', NEWER_SHA);
    await looks(world);
    expect(await stateOf(world, 'rq1')).toMatchObject({ headSha: NEWER_SHA, status: 'in_review' });
  });

  test('A5, G8 a rejection that stands ends the watch; so does a withdrawal', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    await looks(world);
    await answers(world, 'rq1', 'grace', 'review', 'reject');
    for (let n = 0; n < 2; n += 1) await looks(world);
    expect(await isWatched(world)).toBe(false);
  });
});

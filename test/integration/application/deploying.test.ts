import { describe, expect, test } from '@jest/globals';
import { openAgentTasks } from '#products/rehearsal/app/agent-tasks.ts';
import { HOUR, MINUTE } from '#kernel/time.ts';
import { Died, mortal } from '#test/support/application/faults.ts';
import { offerTurn } from '#products/rehearsal/app/offer-turn.ts';
import { isOfStep } from '#test/support/operations.ts';
import { ending } from '#test/support/request-steps.ts';
import { sampleAsk, sampleRules } from '#test/support/sample-request.ts';
import { answers, deploys, does, queues, runOf, runs, stateOf } from '#test/support/application/requests.ts';
import { deliver, effectOf, effectsOf, openWorld, performs, taskOf, type World } from '#test/support/application/world.ts';

async function granted(world: World, id: string, backend = 'local'): Promise<void> {
  await queues(world, id, { backend });
  await offerTurn(world.system, backend, `offer:${id}`);
}

async function steps(world: World, id: string): Promise<string[]> {
  return (await stateOf(world, id)).turn?.steps.map(({ name, state }) => `${name} ${state}`) ?? [];
}

/** The first thing that is to be done about a step, when it is due. */
async function works(world: World, id: string, step: string): ReturnType<typeof deliver> {
  const wanted = (await effectsOf(world, id)).filter(({ effect, open }) => open && isOfStep(effect, step));
  const [effect] = wanted.toSorted((a, b) => a.dueAt - b.dueAt);
  if (effect === undefined) throw new Error(`nothing is to be done about ${step}`);
  world.time.now = Math.max(world.time.now, effect.dueAt);
  return deliver(world, taskOf(effect));
}

describe('D1, D2 deploying', () => {
  test('D1 the test ref is made, once on the record however often it is asked for', async () => {
    const world = openWorld();
    await granted(world, 'rq1');
    world.faults.plan('host', 'throw', 'lost');
    for (let n = 0; n < 2; n += 1)
      expect(await performs(world, 'rq1', 'drive_operation', { of: 'test_ref' })).toMatchObject({ answer: 'later' });
    expect(await performs(world, 'rq1', 'drive_operation', { of: 'test_ref' })).toEqual({ answer: 'done' });
    const { turn, submission } = await stateOf(world, 'rq1');
    const number = submission.change.kind === 'pull_request' ? submission.change.number : 0;
    expect(turn).toMatchObject({ state: 'deploying', testRef: `test-pr${number}-aaaaaaa`, testSha: 'c'.repeat(40) });
  });

  test('D1 a change that does not merge: it failed, an admin is asked, the backend is free', async () => {
    const world = openWorld();
    world.host.conflicts = true;
    await granted(world, 'rq1');
    await performs(world, 'rq1', 'drive_operation', { of: 'test_ref' });
    expect(await stateOf(world, 'rq1')).toMatchObject({
      status: 'deployment_failed',
      why: 'the change does not merge into its base: core/jobs.py',
      turn: { state: 'ended' },
    });
    await answers(world, 'rq1', 'grace', 'deployment', 'retry');
    world.host.conflicts = false;
    await offerTurn(world.system, 'local', 'again');
    await performs(world, 'rq1', 'drive_operation', { of: 'test_ref' });
    expect(await stateOf(world, 'rq1')).toMatchObject({ turn: { state: 'deploying', fencing: 2 } });
  });

  test('D2 every kind of step, one after the other: announced, built, looked at by a person, smoked', async () => {
    const world = openWorld();
    await deploys(world, 'rq1', { backend: 'backup' });
    expect(await works(world, 'rq1', 'announce')).toEqual({ answer: 'done' });
    expect(world.announcer.said).toEqual(['backup: announce']);
    for (let n = 0; n < 3; n += 1) await works(world, 'rq1', 'build');
    expect(await works(world, 'rq1', 'look')).toEqual({ answer: 'done' });
    expect(await steps(world, 'rq1')).toEqual(['announce passed', 'build passed', 'look running', 'smoke waiting']);
    await answers(world, 'rq1', 'tim', 'manual_step', 'passed');
    for (let n = 0; n < 3; n += 1) await works(world, 'rq1', 'smoke');
    expect(world.deployer.started).toEqual(['rq1 1 build', 'rq1 1 smoke']);
    expect(await stateOf(world, 'rq1')).toMatchObject({ status: 'running', turn: { state: 'deployed' } });
  });

  describe('D2 a step that waits', () => {
    const wait = { name: 'settle', kind: 'wait', timeout: HOUR } as const;
    const waits = (): World =>
      openWorld({ rules: { backends: sampleRules.backends.map((one) => (one.slug === 'local' ? { ...one, deploySteps: [wait] } : one)) } });

    test('D2 passes when its time is over, and not before', async () => {
      const world = waits();
      await deploys(world, 'rq1', {});
      await works(world, 'rq1', 'settle');
      world.time.now += 9 * MINUTE;
      await works(world, 'rq1', 'settle');
      expect(await steps(world, 'rq1')).toEqual(['settle running']);
      world.time.now += 2 * MINUTE;
      await works(world, 'rq1', 'settle');
      expect(await stateOf(world, 'rq1')).toMatchObject({
        status: 'running',
        turn: { steps: [{ state: 'passed', note: 'the time is over' }] },
      });
    });

    test('Q2 ends with the deployment that it belongs to', async () => {
      const world = waits();
      await deploys(world, 'rq1', {});
      await works(world, 'rq1', 'settle');
      await answers(world, 'rq1', 'contributor', 'withdraw', 'withdraw');
      world.time.now += MINUTE;
      await works(world, 'rq1', 'settle');
      expect(await stateOf(world, 'rq1')).toMatchObject({ status: 'withdrawn', turn: { state: 'ended' } });
    });
  });

  test('B5 a step that nobody here can carry out fails at once, and says so', async () => {
    const world = openWorld();
    delete world.deployDependencies.executors.agent;
    await deploys(world, 'rq1', {});
    expect(await works(world, 'rq1', 'deploy')).toEqual({ answer: 'dead' });
    expect(await stateOf(world, 'rq1')).toMatchObject({
      status: 'deployment_failed',
      why: expect.stringContaining('nothing is set up here that can carry out command on local'),
    });
  });

  test('D2 a worker that dies, and an answer that is lost, start nothing twice', async () => {
    const world = openWorld();
    await deploys(world, 'rq1', { backend: 'backup' });
    await works(world, 'rq1', 'announce');
    world.faults.plan('deployer', 'crash_after', 'lost', 'throw');
    await expect(mortal(world.faults, () => works(world, 'rq1', 'build'))).rejects.toThrow(Died);
    world.time.now += 6 * MINUTE;
    for (let n = 0; n < 6 && (await steps(world, 'rq1'))[1] !== 'build passed'; n += 1) await works(world, 'rq1', 'build');
    expect(await steps(world, 'rq1')).toMatchObject(['announce passed', 'build passed', 'look waiting', 'smoke waiting']);
    expect(world.deployer.started).toEqual(['rq1 1 build']);
  });

  test('D2 a step that is refused has failed at once', async () => {
    const world = openWorld();
    await deploys(world, 'rq1', { backend: 'backup' });
    await works(world, 'rq1', 'announce');
    world.faults.plan('deployer', 'refuse');
    await works(world, 'rq1', 'build');
    expect(await stateOf(world, 'rq1')).toMatchObject({
      status: 'deployment_failed',
      why: 'step build failed: no such trigger',
      turn: { state: 'ended' },
    });
  });

  test.each([
    ['local', 'deploy'],
    ['backup', 'look'],
  ])('D2 a step on %s that is silent for too long has failed: %s', async (backend, step) => {
    const world = openWorld();
    const { turn } = await deploys(world, 'rq1', { backend });
    for (const { name } of turn?.steps ?? []) {
      if (name === step) break;
      await does(world, 'rq1', { command: 'start_deploy_step', fencing: 1, step: name });
      await does(world, 'rq1', { command: 'end_deploy_step', fencing: 1, step: name, passed: true, note: '' });
    }
    await works(world, 'rq1', step);
    world.time.now += 2 * HOUR;
    expect(await works(world, 'rq1', step)).toEqual({ answer: 'done' });
    expect(await stateOf(world, 'rq1')).toMatchObject({ status: 'deployment_failed', turn: { state: 'ended' } });
  });

  test('Q3 what an older lease wanted is not done any more, and ended news is refused', async () => {
    const world = openWorld();
    await deploys(world, 'rq1');
    const old = await effectOf(world, 'rq1', 'drive_operation', { of: 'step', id: 'deploy' });
    await does(world, 'rq1', { command: 'fail_deployment', fencing: 1, why: 'no' });
    expect(await deliver(world, taskOf(old))).toEqual({ answer: 'done' });
    await answers(world, 'rq1', 'grace', 'deployment', 'retry');
    await offerTurn(world.system, 'local', 'again');
    expect(await steps(world, 'rq1')).toEqual(['deploy waiting']);
    expect(await openAgentTasks(world.system, 'local')).toEqual([]);
    await expect(does(world, 'rq1', { command: 'record_test_ref', fencing: 1, testRef: 'x', testSha: 'y' })).rejects.toThrow('over');
  });
});

describe('R3, R5, R10 runs that are asked', () => {
  async function launched(world: World): Promise<string> {
    const { id } = await runs(world, 'rq1', { backend: 'backup' });
    await performs(world, 'rq1', 'drive_operation', { of: 'run', phase: 'launch' });
    return id;
  }

  async function polls(world: World): ReturnType<typeof deliver> {
    const effect = await effectOf(world, 'rq1', 'drive_operation', { of: 'run', phase: 'poll' });
    world.time.now = Math.max(world.time.now, effect.dueAt);
    return deliver(world, taskOf(effect));
  }

  test('R3 a launch whose answer was lost, and one that died: launched once, adopted, seen to its end', async () => {
    const world = openWorld({ lasts: 2 });
    const { id } = await runs(world, 'rq1', { backend: 'backup' });
    world.faults.plan('executor', 'lost', 'crash_after');
    expect(await performs(world, 'rq1', 'drive_operation', { of: 'run', phase: 'launch' })).toMatchObject({ answer: 'later' });
    await expect(mortal(world.faults, () => performs(world, 'rq1', 'drive_operation', { of: 'run', phase: 'launch' }))).rejects.toThrow(
      Died,
    );
    world.time.now += 6 * MINUTE;
    await performs(world, 'rq1', 'drive_operation', { of: 'run', phase: 'launch' });
    expect(world.executor.launches).toEqual([id]);
    for (let n = 0; n < 3; n += 1) await polls(world);
    expect(await runOf(world, 'rq1')).toMatchObject({ state: 'done', result: { outcome: 'succeeded' } });
  });

  test('R9 a launch that is refused has failed with its reason', async () => {
    const world = openWorld();
    await runs(world, 'rq1', { backend: 'backup' });
    world.faults.plan('executor', 'refuse');
    expect(await performs(world, 'rq1', 'drive_operation', { of: 'run', phase: 'launch' })).toEqual({ answer: 'done' });
    expect(await runOf(world, 'rq1')).toMatchObject({
      state: 'failed',
      result: { failure: { class: 'launch_failed', firstError: 'no such template' } },
    });
  });

  test('R18 a job that may not run there by now is not launched, says why, and is not tried again though it may', async () => {
    const world = openWorld();
    await runs(world, 'rq1', { backend: 'backup', submission: { jobs: [sampleAsk({ safeToRerun: true })] } });
    const job = (await stateOf(world, 'rq1')).jobs[0]?.ask.name ?? '';
    const jobPlaces = [{ job, credentials: ['stats-key'], notOn: [] }];
    world.system = { ...world.system, rules: { ...world.system.rules, jobPlaces } };
    expect(await performs(world, 'rq1', 'drive_operation', { of: 'run', phase: 'launch' })).toEqual({ answer: 'done' });
    expect(world.executor.launches).toEqual([]);
    expect(await stateOf(world, 'rq1')).toMatchObject({
      status: 'awaiting_verdict',
      jobs: [
        {
          runs: [{ state: 'failed', result: { failure: { class: 'never_here', firstError: expect.stringContaining('needs stats-key') } } }],
        },
      ],
    });
  });

  test('R10 cancelled in two phases: asked, followed, confirmed; asked twice it is the same', async () => {
    const world = openWorld();
    const id = await launched(world);
    await answers(world, 'rq1', 'contributor', 'withdraw', 'withdraw');
    expect(await runOf(world, 'rq1')).toMatchObject({ state: 'preparing', cancelling: { reason: 'contributor' } });
    expect(await stateOf(world, 'rq1')).toMatchObject({ status: 'withdrawn', turn: { state: 'deployed' } });
    world.faults.plan('executor', 'lost');
    expect(await performs(world, 'rq1', 'drive_operation', { of: 'run', phase: 'cancel' })).toMatchObject({ answer: 'later' });
    await performs(world, 'rq1', 'drive_operation', { of: 'run', phase: 'cancel' });
    expect(world.executor.runs.get(id)).toMatchObject({ cause: 'cancelled' });
    expect(await runOf(world, 'rq1')).toMatchObject({ state: 'cancelled', reason: 'contributor' });
    expect(await stateOf(world, 'rq1')).toMatchObject({ turn: { state: 'ended' } });
    expect(await polls(world)).toEqual({ answer: 'done' });
  });

  test('R4 no executor is set up here: dead, lost, and the verdict is asked', async () => {
    const world = openWorld();
    await runs(world, 'rq1', { backend: 'backup' });
    world.executors = {};
    expect(await performs(world, 'rq1', 'drive_operation', { of: 'run', phase: 'launch' })).toEqual({ answer: 'dead' });
    expect(await stateOf(world, 'rq1')).toMatchObject({
      status: 'awaiting_verdict',
      jobs: [{ runs: [{ state: 'lost', why: expect.stringContaining('no executor') }] }],
    });
  });

  test('R4 whatever becomes of its polls, the watch ends it', async () => {
    const world = openWorld();
    await launched(world);
    const watch = await effectOf(world, 'rq1', 'drive_operation', { of: 'run', phase: 'watch' });
    world.time.now = watch.dueAt;
    expect(await deliver(world, taskOf(watch))).toEqual({ answer: 'done' });
    expect(await stateOf(world, 'rq1')).toMatchObject({
      status: 'awaiting_verdict',
      turn: { state: 'ended' },
      jobs: [{ runs: [{ state: 'lost' }] }],
    });
  });
});

describe('D6 when the lease ends', () => {
  const afterSteps = [
    { name: 'caches', kind: 'command', timeout: HOUR } as const,
    { name: 'data', kind: 'refresh_data', timeout: HOUR } as const,
  ];
  const rules = { backends: sampleRules.backends.map((backend) => ({ ...backend, afterSteps })) };

  test('D6 the agent puts the backend in order, step by step, and only then is it the next one’s; what is silent is given up', async () => {
    const world = openWorld({ rules });
    const id = 'rq1';
    const run = await runs(world, id);
    await queues(world, 'next');
    await does(world, id, { command: 'end_run', run: run.id, fencing: run.fencing, ending: ending() });
    expect(await stateOf(world, id)).toMatchObject({ status: 'awaiting_verdict', turn: { state: 'clearing' } });
    expect(await offerTurn(world.system, 'local', 'early')).toBe('busy');
    expect(await works(world, id, 'caches')).toEqual({ answer: 'done' });
    const [task] = await openAgentTasks(world.system, 'local');
    expect(task).toMatchObject({ body: { kind: 'deploy', stepName: 'caches' }, fencing: run.fencing });
    await does(world, id, { command: 'end_deploy_step', fencing: run.fencing, step: 'caches', passed: true, note: '40 keys' });
    expect(await works(world, id, 'data')).toEqual({ answer: 'done' });
    world.time.now += HOUR;
    // Nobody says anything of the second one.
    for (let looks = 0; looks < 4 && (await stateOf(world, id)).turn?.state === 'clearing'; looks += 1) await works(world, id, 'data');
    expect(await steps(world, id)).toEqual(expect.arrayContaining(['caches passed', 'data failed']));
    expect((await stateOf(world, id)).turn).toMatchObject({ state: 'ended' });
    expect(await offerTurn(world.system, 'local', 'late')).toBe('granted');
  });
});

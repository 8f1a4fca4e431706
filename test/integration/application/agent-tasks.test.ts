import { describe, expect, test } from '@jest/globals';
import { noteHeard } from '#contexts/backends/app/heard.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { openAgentTasks, updateAgentTask, type Updated } from '#products/rehearsal/app/agent-tasks.ts';
import { offerTurn } from '#products/rehearsal/app/offer-turn.ts';
import type { AgentUpdate } from '#contexts/operations/agent.ts';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import { HOUR, MINUTE, SECOND } from '#kernel/time.ts';
import type { RunResult } from '#contexts/operations/domain/run/state.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import { allGates, NEWER_SHA } from '#test/support/given-request.ts';
import { answers, deploys, does, queues, runOf, runs, stateOf, view } from '#test/support/application/requests.ts';
import { openWorld, performs, type World } from '#test/support/application/world.ts';

const exited = (chunks = { stdout: 1, stderr: 0 }, exitCode = 0): AgentUpdate => ({
  kind: 'finished',
  exitCode,
  chunks,
  startedAt: 0,
  finishedAt: 0,
});
const said = (seq: number, ...lines: string[]): AgentUpdate => ({ kind: 'output', stream: 'stdout', seq, lines });

function tell({ system, outputs }: World, { backend, id, fencing }: AgentTaskDocument, update: AgentUpdate): Promise<Updated> {
  return updateAgentTask(system, outputs, backend, id, fencing, update);
}

async function task({ system }: World, id: string): Promise<AgentTaskDocument> {
  const found = await system.store.get({ collection: 'agentTasks', parent: 'local', id });
  if (found === undefined) throw new Error(`no task ${id}`);
  return found;
}

/** A run that is offered to the agent. */
async function offered(world: World, id = 'rq1'): Promise<AgentTaskDocument> {
  const run = await runs(world, id);
  await performs(world, id, 'drive_operation', { of: 'run', phase: 'launch' });
  return task(world, `run-${run.id}`);
}

describe('P3 what an agent is offered', () => {
  test('P3 only tasks of the lease that the backend is under; what an older one left is closed', async () => {
    const world = openWorld();
    const old = await offered(world);
    expect(await openAgentTasks(world.system, 'local')).toMatchObject([{ id: old.id, state: 'offered' }]);
    expect(await openAgentTasks(world.system, 'backup')).toEqual([]);
    await does(world, 'rq1', { command: 'lose_run', run: (await runOf(world, 'rq1')).id, why: 'silence' });
    await queues(world, 'rq2');
    await offerTurn(world.system, 'local', 'next');
    expect(await openAgentTasks(world.system, 'local')).toEqual([]);
    expect(await task(world, old.id)).toMatchObject({ open: false, state: 'finished' });
    expect(await tell(world, old, { kind: 'alive' })).toEqual({ updated: 'ok', cancel: true });
  });

  test("P3 another backend's agent, and one that nobody knows, find nothing", async () => {
    const world = openWorld();
    const { id, fencing } = await offered(world);
    for (const [backend, name] of [
      ['backup', id],
      ['local', 'run-nobody-0-1'],
    ] as const) {
      expect(await updateAgentTask(world.system, world.outputs, backend, name, fencing, exited())).toEqual({ updated: 'unknown' });
    }
  });

  test('B1 the agent was heard: written once a minute, whoever asks how often', async () => {
    const world = openWorld();
    await noteHeard(kernelOf(world.system), 'local');
    const first = world.time.now;
    world.time.now += 59 * SECOND;
    await noteHeard(kernelOf(world.system), 'local');
    const seen = async (): Promise<number | undefined> =>
      (await world.system.store.get({ collection: 'backends', id: 'local' }))?.lastSeenAt;
    expect(await seen()).toBe(first);
    world.time.now += SECOND;
    await noteHeard(kernelOf(world.system), 'local');
    expect(await seen()).toBe(first + MINUTE);
  });
});

describe('P3 what an agent reports', () => {
  test('P3 started, output in any order and twice, finished: the run is judged by what came', async () => {
    const world = openWorld();
    const it = await offered(world);
    expect(await tell(world, it, { kind: 'started' })).toEqual({ updated: 'ok', cancel: false });
    world.time.now += SECOND;
    expect(await tell(world, it, { kind: 'started' })).toEqual({ updated: 'ok', cancel: false });
    expect(await runOf(world, 'rq1')).toMatchObject({ state: 'executing', startedAt: world.time.now - SECOND });
    expect(await task(world, it.id)).toMatchObject({ state: 'started', startedAt: world.time.now - SECOND, lastSeenAt: world.time.now });
    expect(await tell(world, it, exited())).toEqual({ updated: 'incomplete', missing: 'stdout 1' });
    expect(await runOf(world, 'rq1')).toMatchObject({ state: 'executing' });
    for (let n = 0; n < 2; n += 1) expect(await tell(world, it, said(1, 'done'))).toEqual({ updated: 'ok', cancel: false });
    expect(await tell(world, it, said(1, 'other'))).toEqual({ updated: 'other_lines' });
    expect(await tell(world, it, exited())).toEqual({ updated: 'ok', cancel: false });
    expect(await runOf(world, 'rq1')).toMatchObject({ state: 'done', result: { outcome: 'succeeded' } });
    expect(await task(world, it.id)).toMatchObject({ open: false, startedAt: world.time.now - SECOND });
  });

  test('P3 finished ten times at once: one end', async () => {
    const world = openWorld();
    const it = await offered(world);
    await tell(world, it, said(1, 'done'));
    const told = await Promise.all(Array.from({ length: 10 }, () => tell(world, it, exited())));
    for (const one of told) expect(['ok', 'stale']).toContain(one.updated);
    const { timeline } = await view(world, 'rq1');
    expect(timeline.filter(({ command }) => command === 'end_run')).toHaveLength(1);
    expect((await tell(world, it, exited({ stdout: 0, stderr: 0 }, 1))).updated).toBe('ok');
    expect(await runOf(world, 'rq1')).toMatchObject({ state: 'done' });
  });

  test('P3 any number but the one that was given is refused, smaller or greater, for every kind of news', async () => {
    const world = openWorld();
    const it = await offered(world);
    for (const update of [{ kind: 'started' }, { kind: 'alive' }, said(1, 'x'), exited()] as AgentUpdate[])
      for (const fencing of [0, it.fencing - 1, it.fencing + 1, it.fencing + 0.5, Number.MAX_SAFE_INTEGER])
        expect(await tell(world, { ...it, fencing }, update)).toEqual({ updated: 'stale' });
    expect(await runOf(world, 'rq1')).toMatchObject({ state: 'preparing' });
  });

  test('R16 what is beyond the limits is not judged, and the evidence is incomplete', async () => {
    const world = openWorld({ rules: { output: { bytes: 1_000, lines: 3 } } });
    const it = await offered(world);
    await tell(world, it, said(1, 'done', 'a', 'b', 'c'));
    await tell(world, it, exited());
    const { result } = (await runOf(world, 'rq1')) as { result?: RunResult };
    expect(result).toMatchObject({ incomplete: true, outcome: 'unclear', lines: { stdout: 3 } });
  });

  test('R16 chunks that nobody has are looked for a few times, however many are promised', async () => {
    const world = openWorld();
    const it = await offered(world);
    let looks = 0;
    const outputs: OutputStore = { ...world.outputs, readChunk: async () => void (looks += 1) };
    const told = await updateAgentTask(world.system, outputs, 'local', it.id, it.fencing, exited({ stdout: 3_000_000, stderr: 3_000_000 }));
    expect(told.updated).toBe('incomplete');
    expect(looks).toBeLessThan(50);
  });

  test('R16 an ending that can never be judged ends all the same: the run is lost, and the backend free', async () => {
    const world = openWorld();
    const it = await offered(world);
    const outputs: OutputStore = { ...world.outputs, readChunk: () => Promise.reject(new RangeError('too much')) };
    const finish = () => updateAgentTask(world.system, outputs, 'local', it.id, it.fencing, exited());
    for (let n = 1; n < 8; n += 1) await expect(finish()).rejects.toThrow('too much');
    expect(await runOf(world, 'rq1')).toMatchObject({ state: 'preparing' });
    expect(await finish()).toMatchObject({ updated: 'ok' });
    expect(await runOf(world, 'rq1')).toMatchObject({ state: 'lost', why: expect.stringContaining('could not be judged') });
    expect(await task(world, it.id)).toMatchObject({ open: false });
    expect(await finish()).toEqual({ updated: 'ok', cancel: false });
  });

  test.each<[string, AgentUpdate]>([
    ['output', said(1, 'done')],
    ['a sign of life', { kind: 'alive' }],
  ])('R10 whoever tells of %s has begun, though it never said so, and is not taken back as if it had not', async (_what, update) => {
    const world = openWorld();
    const it = await offered(world);
    expect(await tell(world, it, update)).toEqual({ updated: 'ok', cancel: false });
    expect(await task(world, it.id)).toMatchObject({ open: true, state: 'started' });
  });

  test('P3 news of a lease that ended is refused in the transaction, though the task still looks open', async () => {
    const world = openWorld();
    const it = await offered(world);
    await tell(world, it, { kind: 'started' });
    await does(world, 'rq1', { command: 'lose_run', run: (await runOf(world, 'rq1')).id, why: 'silence' });
    await tell(world, it, said(1, 'done'));
    expect(await tell(world, it, exited())).toEqual({ updated: 'stale' });
    expect(await runOf(world, 'rq1')).toMatchObject({ state: 'lost' });
    expect(await task(world, it.id)).toMatchObject({ open: false });
  });
});

describe('R10, P3 what is not wanted any more', () => {
  test('R10 taken back before the agent began: nothing ran, and a late "started" is told to stop', async () => {
    const world = openWorld();
    const it = await offered(world);
    await answers(world, 'rq1', 'contributor', 'withdraw', 'withdraw');
    await performs(world, 'rq1', 'drive_operation', { of: 'run', phase: 'cancel' });
    expect(await runOf(world, 'rq1')).toMatchObject({ state: 'cancelled', reason: 'contributor' });
    expect(await stateOf(world, 'rq1')).toMatchObject({ status: 'withdrawn', turn: { state: 'ended' } });
    expect(await tell(world, it, { kind: 'started' })).toEqual({ updated: 'ok', cancel: true });
    expect(await openAgentTasks(world.system, 'local')).toEqual([]);
  });

  test('R10 cancelled before its launch: the launch that comes late finds its name taken', async () => {
    const world = openWorld();
    const run = await runs(world, 'rq1');
    await answers(world, 'rq1', 'contributor', 'withdraw', 'withdraw');
    const order = { id: run.id, program: 'job' as const, backend: 'local', fencing: run.fencing };
    const named = { subject: { kind: 'request', id: 'rq1' }, name: { of: 'run', id: run.id } };
    await performs(world, 'rq1', 'drive_operation', { of: 'run', phase: 'cancel' });
    const { ask } = (await stateOf(world, 'rq1')).jobs[0] ?? { ask: undefined };
    if (ask === undefined) throw new Error('no job');
    await world.executors.agent?.start({ ...order, ...named, ask, testRef: 't', testSha: 'c', launchOnly: false });
    expect(await openAgentTasks(world.system, 'local')).toEqual([]);
    expect((await task(world, `run-${run.id}`)).open).toBe(false);
  });

  test('R10 begun while a cancel was asked: told to stop, confirmed by its end, and once only', async () => {
    const world = openWorld();
    const it = await offered(world);
    await tell(world, it, { kind: 'started' });
    await does(world, 'rq1', { command: 'record_gates', headSha: NEWER_SHA, gates: allGates() });
    expect(await runOf(world, 'rq1')).toMatchObject({ state: 'executing', cancelling: { reason: 'superseded' } });
    expect(await tell(world, it, { kind: 'started' })).toEqual({ updated: 'ok', cancel: true });
    await performs(world, 'rq1', 'drive_operation', { of: 'run', phase: 'cancel' });
    expect((await openAgentTasks(world.system, 'local')).map(({ body }) => body.kind).toSorted()).toEqual(['cancel', 'run']);
    const cancelled: AgentUpdate = {
      kind: 'finished',
      exitCode: null,
      cause: 'cancelled',
      chunks: { stdout: 0, stderr: 0 },
      startedAt: 0,
      finishedAt: 0,
    };
    expect(await tell(world, it, cancelled)).toEqual({ updated: 'ok', cancel: false });
    expect(await runOf(world, 'rq1')).toMatchObject({ state: 'cancelled', reason: 'superseded' });
    // The turn is over, so the cancel task itself has nothing more to say.
    expect((await tell(world, await task(world, it.id.replace('run-', 'cancel-')), exited({ stdout: 0, stderr: 0 }))).updated).toBe(
      'stale',
    );
  });

  test('Q3, P3 a deployment step is begun for no turn but its own', async () => {
    const world = openWorld();
    await deploys(world, 'rq1');
    await performs(world, 'rq1', 'drive_operation', { of: 'step', id: 'deploy' });
    const [it] = await openAgentTasks(world.system, 'local');
    if (it === undefined) throw new Error('nothing offered');
    // Silent past its time: the step has failed, and the backend is another's.
    world.time.now += HOUR;
    await does(world, 'rq1', { command: 'end_deploy_step', fencing: it.fencing, step: 'deploy', passed: false, note: 'silent' });
    await queues(world, 'rq2');
    await offerTurn(world.system, 'local', 'next');
    expect(await tell(world, it, { kind: 'started' })).toEqual({ updated: 'stale' });
    expect(await task(world, it.id)).toMatchObject({ open: false, state: 'finished' });
    expect((await task(world, it.id)).startedAt).toBeUndefined();
  });

  test('R10, D2 a deployment that nobody wants any more is told to stop, and its end frees the backend', async () => {
    const world = openWorld();
    await deploys(world, 'rq1');
    await performs(world, 'rq1', 'drive_operation', { of: 'step', id: 'deploy' });
    const [it] = await openAgentTasks(world.system, 'local');
    if (it === undefined) throw new Error('nothing offered');
    await answers(world, 'rq1', 'contributor', 'withdraw', 'withdraw');
    expect((await stateOf(world, 'rq1')).turn?.state).not.toBe('ended');
    expect(await tell(world, it, { kind: 'started' })).toEqual({ updated: 'ok', cancel: true });
    await tell(world, it, {
      kind: 'finished',
      exitCode: null,
      cause: 'cancelled',
      chunks: { stdout: 0, stderr: 0 },
      startedAt: 0,
      finishedAt: 0,
    });
    expect(await stateOf(world, 'rq1')).toMatchObject({ status: 'withdrawn', turn: { state: 'ended', steps: [{ state: 'failed' }] } });
  });

  test('R6 R16 what a step writes is kept like a run’s, and its end is taken only when all of it is there', async () => {
    const world = openWorld();
    await deploys(world, 'rq1');
    await performs(world, 'rq1', 'drive_operation', { of: 'step', id: 'deploy' });
    const [it] = await openAgentTasks(world.system, 'local');
    if (it === undefined) throw new Error('nothing offered');
    expect(it.body).toMatchObject({ kind: 'deploy', output: { bytes: expect.any(Number), lines: expect.any(Number) } });
    await tell(world, it, { kind: 'started' });
    expect(await tell(world, it, exited({ stdout: 1, stderr: 0 }, 1))).toEqual({ updated: 'incomplete', missing: 'stdout 1' });
    await tell(world, it, said(1, 'copying', 'no space left'));
    expect(await tell(world, it, said(1, 'something else'))).toEqual({ updated: 'other_lines' });
    expect(await world.outputs.readChunk(it.id, 'stdout', 1)).toEqual(['copying', 'no space left']);
    await tell(world, it, exited({ stdout: 1, stderr: 0 }, 1));
    const { turn, status } = await stateOf(world, 'rq1');
    expect(status).toBe('deployment_failed');
    expect(turn?.steps[0]).toMatchObject({ state: 'failed', output: { stdout: 1, stderr: 0 } });
  });

  test('Z4 what a step wrote goes when another turn takes its place', async () => {
    const world = openWorld();
    await deploys(world, 'rq1');
    await performs(world, 'rq1', 'drive_operation', { of: 'step', id: 'deploy' });
    const [it] = await openAgentTasks(world.system, 'local');
    if (it === undefined) throw new Error('nothing offered');
    await tell(world, it, said(1, 'no space left'));
    await tell(world, it, exited({ stdout: 1, stderr: 0 }, 1));
    await answers(world, 'rq1', 'grace', 'deployment', 'retry');
    await offerTurn(world.system, 'local', 'again');
    await performs(world, 'rq1', 'drive_operation', { of: 'step', id: 'deploy', phase: 'forget' });
    expect(await world.outputs.readChunk(it.id, 'stdout', 1)).toBeUndefined();
  });
});

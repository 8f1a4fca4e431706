import { operatorCalled } from '#test/support/known-as.ts';
import { expect, test } from '@jest/globals';
import { noteHeard } from '#contexts/backends/app/heard.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import type { AgentUpdate } from '#contexts/operations/agent.ts';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import { newToken } from '#functions/wiring/random-ids.ts';
import { HOUR, MINUTE, SECOND } from '#kernel/time.ts';
import { openAgentTasks, updateAgentTask } from '#products/rehearsal/app/agent-tasks.ts';
import { operate } from '#products/rehearsal/app/operate.ts';
import { readSilent } from '#products/rehearsal/app/read-request.ts';
import { sweepAndReport } from '#products/rehearsal/app/sweep-report.ts';
import type { OperationAnswer } from '#contexts/access/contracts/operation-answer.ts';
import { operationRequest, type OperationRequest } from '#products/rehearsal/contracts/operations.ts';
import { runs } from '#test/support/application/requests.ts';
import { openWorld, performs, type World } from '#test/support/application/world.ts';
import { countOperations } from '#test/support/counting.ts';

const SILENT = 4 * MINUTE;

let count = 0;
async function asks(world: World, asked: OperationRequest): Promise<OperationAnswer> {
  const operator = { who: operatorCalled('grace'), newId: () => `id${(count += 1)}`, newToken, intakeOpen: true };
  const result = await operate(world.system, operator, operationRequest.parse(asked));
  if ('refused' in result) throw new Error(result.detail);
  return result.done;
}

const statistics: OperationRequest = { operation: 'backend_statistics', backend: 'local' };

/** A run that its agent is offered, and what the agent tells of it. */
async function runOf(
  world: World,
  id: string,
  waits: number,
  takes: number,
  end: Partial<Extract<AgentUpdate, { kind: 'finished' }>>,
): Promise<void> {
  const run = await runs(world, id);
  await performs(world, id, 'drive_operation', { of: 'run', phase: 'launch' });
  const task = await world.system.store.get({ collection: 'agentTasks', parent: 'local', id: `run-${run.id}` });
  if (task === undefined) throw new Error('no task');
  world.time.now += waits;
  await twice(world, task, { kind: 'started' });
  world.time.now += takes;
  await twice(world, task, { kind: 'finished', exitCode: 0, chunks: { stdout: 0, stderr: 0 }, startedAt: 0, finishedAt: 0, ...end });
}

/** As an agent does whose answer was lost. */
async function twice({ system, outputs }: World, { backend, id, fencing }: AgentTaskDocument, update: AgentUpdate): Promise<void> {
  for (let time = 0; time < 2; time += 1) await updateAgentTask(system, outputs, backend, id, fencing, update);
}

test('B9 what an agent took up and ended is counted once, with how long it waited and ran', async () => {
  const world = openWorld({ rules: { silentAfter: SILENT } });
  expect(await asks(world, statistics)).toEqual({
    facts: { backend: 'local', health: 'unknown', firstSeen: '', lastSeen: '', days: 0, given: 0, answered: 0, ended: 'none', timed: 0 },
    rows: [],
  });
  const first = world.time.now;
  await noteHeard(kernelOf(world.system), 'local');
  await runOf(world, 'rq1', 20 * SECOND, 3 * MINUTE, {});
  await noteHeard(kernelOf(world.system), 'local');
  const day = new Date(world.time.now).toISOString().slice(0, 10);
  expect(await asks(world, statistics)).toEqual({
    facts: {
      backend: 'local',
      health: 'healthy',
      firstSeen: new Date(first).toISOString(),
      lastSeen: new Date(world.time.now).toISOString(),
      days: 1,
      given: 1,
      answered: 1,
      ended: 'exited_zero 1',
      timed: 1,
      waitedMedianSeconds: 20,
      waitedP90Seconds: 20,
      ranMedianSeconds: 180,
      ranP90Seconds: 180,
    },
    rows: [{ day, given: 1, answered: 1, ended: 'exited_zero 1' }],
  });
  world.time.now += SILENT + 1;
  expect((await asks(world, statistics)).facts).toMatchObject({ health: 'unknown', answered: 1 });
});

test('B9 one that ended badly is told apart, and what came to nothing is no end', async () => {
  const world = openWorld();
  await runOf(world, 'rq1', SECOND, SECOND, { cause: 'timed_out', exitCode: null });
  expect((await asks(world, statistics)).facts).toMatchObject({ given: 1, answered: 1, ended: 'timed_out 1' });
});

test('B9 a poll writes nothing but that its agent was heard, once a minute', async () => {
  const world = openWorld();
  await noteHeard(kernelOf(world.system), 'local');
  const counted = countOperations(world.system.store);
  const system = { ...world.system, store: counted.store };
  for (let poll = 0; poll < 50; poll += 1) {
    await noteHeard(kernelOf(system), 'local');
    await openAgentTasks(system, 'local');
    world.time.now += SECOND;
  }
  expect(counted.operations).toMatchObject({ writes: 0, reads: 100 });
});

test('B9 a backend that was added is watched from when its agent has a token: told once when it is silent, once when it is back, and not once it is removed', async () => {
  const world = openWorld({ rules: { silentAfter: SILENT } });
  const told = (): string[] =>
    world.logged.flatMap(({ message, data }) => (message.startsWith('alarm') && data['what'] === 'agent:gpu' ? [message] : []));
  const sweeps = async (time: number): Promise<void> => {
    for (const end = world.time.now + time; world.time.now < end; world.time.now += MINUTE)
      await sweepAndReport(world.system, `s${world.time.now}`);
  };
  await asks(world, { operation: 'backend_add', slug: 'gpu', kind: 'shared' });
  await sweeps(HOUR);
  expect(told()).toEqual([]);
  await asks(world, { operation: 'token_make', holder: 'agent.gpu' });
  await sweeps(HOUR);
  expect(told()).toEqual(['alarm']);
  expect(await readSilent(world.system, world.time.now)).toEqual(
    expect.arrayContaining([expect.objectContaining({ backend: 'gpu', never: true })]),
  );
  await noteHeard(kernelOf(world.system), 'gpu');
  await sweeps(3 * MINUTE);
  expect(told()).toEqual(['alarm', 'alarm is over']);
  await sweeps(HOUR);
  expect(told()).toEqual(['alarm', 'alarm is over', 'alarm']);
  await asks(world, { operation: 'token_revoke', token: 'agent.gpu.1' });
  await asks(world, { operation: 'backend_remove', backend: 'gpu' });
  await sweeps(HOUR);
  expect(told()).toEqual(['alarm', 'alarm is over', 'alarm']);
  expect(await world.system.store.get({ collection: 'alarms', id: 'agent:gpu' })).toBeUndefined();
});

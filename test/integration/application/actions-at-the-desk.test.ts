import { expect, test } from '@jest/globals';
import { openAgentTasks } from '#contexts/operations/app/agents/open-tasks.ts';
import { updateAgentTask } from '#contexts/operations/app/agents/update-task.ts';
import type { AgentUpdate } from '#contexts/operations/agent.ts';
import type { ActionStage, ActionResult, ManifestEntry } from '#contexts/operations/domain/action/result.ts';
import { USUAL_LIMITS } from '#contexts/operations/domain/limits.ts';
import type { ActionOrder } from '#contexts/operations/ports/executor.ts';
import { createAgentExecutor } from '#platform/agent/agent-executor.ts';
import { actionTask } from '#test/support/action-task.ts';
import { errand } from '#test/support/application/errand-scene.ts';

const sha256 = 'b'.repeat(64);
const entries: ManifestEntry[] = [{ name: 'output/rows.csv', level: 'highly_sensitive', sha256, bytes: 3 }];
const result: ActionResult = {
  runtime: 'bubblewrap',
  outputs: { matched: [{ pattern: 'output/rows.csv', files: 1 }], unmatched: [], notFiles: 0 },
  manifest: { parts: 1, files: 1, bytes: 3, withheld: 0, sha256 },
};
const end: AgentUpdate & { kind: 'finished' } = {
  kind: 'finished',
  exitCode: 0,
  chunks: { stdout: 0, stderr: 0 },
  startedAt: 0,
  finishedAt: 0,
  result,
};
const stage = (name: ActionStage): AgentUpdate => ({ kind: 'stage', stage: name, at: 1 });

/** An errand that is one attempt at an action, of shared use: its backend is under nobody's lease. */
async function offered() {
  const scene = await errand();
  const { backend, fencing } = scene.order;
  const order: ActionOrder = {
    id: 'abcdefghijklmnop-001',
    program: 'action',
    subject: { kind: 'errand', id: 'e1' },
    name: { of: 'errand', id: 'e1' },
    backend,
    fencing,
    body: actionTask({ attempt: fencing }),
  };
  const command = () => ({ command: ['true'], values: {} });
  const agent = createAgentExecutor({ store: scene.desk.store, command, timeout: () => 60_000, output: USUAL_LIMITS });
  await agent.start(order);
  await agent.start(order);
  const open = () => openAgentTasks(scene.desk, backend);
  return {
    ...scene,
    open,
    stopIt: () => agent.stop(order),
    tell: (update: AgentUpdate, { id = order.id, number = fencing } = {}) => updateAgentTask(scene.desk, { backend, id }, number, update),
  };
}

test('K2 P3 an action is one open task though nobody has the backend for himself', async () => {
  const { open } = await offered();
  const [task, ...more] = await open();
  expect(more).toEqual([]);
  expect(task).toMatchObject({ id: 'abcdefghijklmnop-001', shared: true, state: 'offered', body: { kind: 'action', action: 'generate' } });
});

test('P3 each stage is heard once, none after a later one, and an agent that repeats itself is answered well', async () => {
  const { tell, state } = await offered();
  await tell({ kind: 'started' });
  for (const name of ['preparing', 'preparing', 'prepared', 'executing', 'prepared', 'executing', 'finalizing'] as const)
    expect(await tell(stage(name))).toEqual({ updated: 'ok', cancel: false });
  expect(state()?.stages).toEqual(['preparing', 'prepared', 'executing', 'finalizing']);
});

test('K3 its end is taken once its manifest is there, and its owner keeps what it likes of it', async () => {
  const { tell, state, open, world } = await offered();
  await tell({ kind: 'started' });
  expect(await tell(end)).toEqual({ updated: 'incomplete', missing: 'manifest 1' });
  await tell({ kind: 'manifest', seq: 1, entries });
  expect(await tell({ kind: 'manifest', seq: 1, entries: entries.map((entry) => ({ ...entry, bytes: 4 })) })).toEqual({
    updated: 'other_lines',
  });
  for (let times = 0; times < 2; times += 1) expect(await tell(end)).toEqual({ updated: 'ok', cancel: false });
  expect(state()).toMatchObject({ state: 'done', how: 'exited, 1 outputs' });
  expect(await open()).toEqual([]);
  expect(await world.outputs.readChunk('e1', 'manifest', 1)).toEqual(entries.map((entry) => JSON.stringify(entry)));
});

test('K3 an agent that sends what an action wrote is answered well and comes to its end; the server keeps none of it, and says so', async () => {
  const { tell, state, world } = await offered();
  for (const stream of ['stdout', 'stderr'] as const)
    for (let times = 0; times < 2; times += 1)
      expect(await tell({ kind: 'output', stream, seq: 1, lines: [`a patient, ${times}`] })).toEqual({ updated: 'ok', cancel: false });
  await tell({ kind: 'manifest', seq: 1, entries });
  expect(await tell({ ...end, chunks: { stdout: 1, stderr: 7 } })).toEqual({ updated: 'ok', cancel: false });
  expect(state()).toMatchObject({ state: 'done', how: 'exited, 1 outputs' });
  for (const stream of ['stdout', 'stderr'] as const) expect(await world.outputs.readChunk('e1', stream, 1)).toBeUndefined();
  expect(world.logged.filter(({ severity }) => severity === 'WARNING')).toEqual([
    {
      severity: 'WARNING',
      message: 'an agent sent output that should stay on its backend: it was dropped',
      data: { task: 'abcdefghijklmnop-001', backend: 'backup' },
    },
  ]);
});

test('P3 what is told of an attempt that is not the present one reaches nobody, and its task is closed', async () => {
  const { tell, state, open, order } = await offered();
  expect(await tell(stage('executing'), { number: order.fencing + 1 })).toEqual({ updated: 'stale' });
  order.fencing += 1;
  expect(await tell(stage('executing'))).toEqual({ updated: 'stale' });
  expect(state()?.stages).toBeUndefined();
  expect(await open()).toEqual([]);
});

test('R10 a cancel has the name of its attempt, and is offered though nobody has the backend for himself', async () => {
  const { tell, open, state, stopIt } = await offered();
  await tell({ kind: 'started' });
  await stopIt();
  expect((await open()).map(({ id, body }) => [id, body.kind])).toEqual([
    ['abcdefghijklmnop-001', 'action'],
    ['abcdefghijklmnop-001-cancel', 'cancel'],
  ]);
  const over: AgentUpdate = { kind: 'finished', exitCode: 0, chunks: { stdout: 0, stderr: 0 }, startedAt: 0, finishedAt: 0 };
  await tell(over, { id: 'abcdefghijklmnop-001-cancel' });
  expect(state()).toMatchObject({ state: 'cancelled' });
});

import { expect, test } from '@jest/globals';
import { openAgentTasks } from '#contexts/operations/app/agents/open-tasks.ts';
import { updateAgentTask } from '#contexts/operations/app/agents/update-task.ts';
import type { AgentUpdate } from '#contexts/operations/agent.ts';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import { errand, toItsEnd } from '#test/support/application/errand-scene.ts';

const said = (...lines: string[]): AgentUpdate => ({ kind: 'output', stream: 'stdout', seq: 1, lines });
const over = { kind: 'finished', exitCode: 0, startedAt: 0, finishedAt: 0 } as const;
const nothing = { stdout: 0, stderr: 0 };

/** An errand that an agent runs, and its task. */
async function offered() {
  const scene = await errand(undefined, ({ executors }) => executors.agent);
  const { backend, fencing } = scene.order;
  const lease = (number: number) => ({ requestId: 'e1', fencing: number, grantedAt: 0 });
  const leased = (number: number) =>
    scene.desk.store.transact(async (tx) => {
      await tx.get({ collection: 'backends', id: backend });
      const state = { slug: backend, version: 0, fencing: number, flags: {}, lease: lease(number) };
      tx.set({ collection: 'backends', id: backend }, { slug: backend, commands: [], state });
    });
  await leased(fencing);
  await scene.step();
  const open = () => openAgentTasks(scene.desk, backend);
  const [task] = await open();
  if (task === undefined) throw new Error('nothing offered');
  const tell = (update: AgentUpdate, { id, fencing: number }: AgentTaskDocument = task, outputs: OutputStore = scene.desk.outputs) =>
    updateAgentTask({ ...scene.desk, outputs }, { backend, id }, number, update);
  return { ...scene, task, open, tell, leased };
}

test('P3 O2 an operation of a process that is no request is offered to an agent, which brings its news and its end', async () => {
  const { tell, task, state, open, world, ...scene } = await offered();
  expect(task).toMatchObject({ subject: { kind: 'errand', id: 'e1' }, operation: { of: 'errand', id: 'e1' }, state: 'offered' });
  expect(await tell({ kind: 'started' })).toEqual({ updated: 'ok', cancel: false });
  expect(state()).toMatchObject({ state: 'executing' });
  const end = { ...over, chunks: { stdout: 1, stderr: 0 } };
  expect(await tell(end)).toEqual({ updated: 'incomplete', missing: 'stdout 1' });
  await tell(said('one', 'two'));
  for (let times = 0; times < 2; times += 1) expect(await tell(end)).toEqual({ updated: 'ok', cancel: false });
  expect(state()).toMatchObject({ state: 'done', how: 'exited, 2 lines' });
  expect(await open()).toEqual([]);
  // Z4: what the agent sent goes as what the driver kept would.
  await toItsEnd({ ...scene, world, state });
  expect(await world.outputs.readChunk('e1', 'stdout', 1)).toBeUndefined();
});

test('O2 Z1 what it asks for on news is dispatched at once, since nobody hears its timeline', async () => {
  const { tell, world } = await offered();
  await tell({ kind: 'started' });
  await tell({ ...over, chunks: nothing });
  const open = await world.system.store.query({ index: 'outboxDue', equal: { open: true }, limit: 10 });
  const forget = open.find(({ document: { effect } }) => 'phase' in effect && effect.phase === 'forget');
  expect(world.queue.tasks).toContainEqual(expect.objectContaining({ payload: { effectKey: forget?.ref.id, dispatch: 1 } }));
});

test('R10 P3 its agent is told to stop, and confirms', async () => {
  const { tell, state, stop, step, open } = await offered();
  await tell({ kind: 'started' });
  await stop();
  while (await step());
  expect(await tell({ kind: 'started' })).toEqual({ updated: 'ok', cancel: true });
  const cancel = (await open()).find(({ body }) => body.kind === 'cancel');
  expect(cancel).toMatchObject({ operation: { of: 'errand', id: 'e1' } });
  expect(await tell({ kind: 'started' }, cancel)).toEqual({ updated: 'ok', cancel: false });
  expect(state()).toMatchObject({ state: 'executing' });
  await tell({ ...over, chunks: nothing }, cancel);
  expect(state()).toMatchObject({ state: 'cancelled', how: 'never began' });
});

test('Q3 P3 nothing that is told under another lease reaches it', async () => {
  const { tell, task, state, leased, open, desk, ...scene } = await offered();
  expect(await tell({ kind: 'started' }, { ...task, fencing: task.fencing + 1 })).toEqual({ updated: 'stale' });
  scene.order.fencing += 1;
  await leased(scene.order.fencing);
  expect(await tell({ kind: 'started' })).toEqual({ updated: 'stale' });
  expect(state()).toMatchObject({ state: 'preparing' });
  expect(await open()).toEqual([]);
  expect((await desk.store.get({ collection: 'agentTasks', parent: task.backend, id: task.id }))?.open).toBe(false);
});

test('R16 an end that can never be judged ends it all the same', async () => {
  const { tell, state, desk, task } = await offered();
  const broken: OutputStore = { ...desk.outputs, readChunk: () => Promise.reject(new RangeError('too much')) };
  const finish = () => tell({ ...over, chunks: { stdout: 1, stderr: 0 } }, task, broken);
  for (let n = 1; n < 8; n += 1) await expect(finish()).rejects.toThrow('too much');
  expect(await finish()).toMatchObject({ updated: 'ok' });
  expect(state()).toMatchObject({ state: 'lost', how: expect.stringContaining('could not be judged') });
});

test('B5 R4 it hears that its launch was given up', async () => {
  const one = await errand();
  one.world.faults.plan('executor', ...Array.from({ length: 30 }, () => 'throw' as const));
  expect(await toItsEnd(one)).toMatchObject({ state: 'lost' });
});

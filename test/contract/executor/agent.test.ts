import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createAgentExecutor } from '#platform/agent/agent-executor.ts';
import { openFolderOutputStore } from '#platform/embedded/folder-output-store.ts';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { USUAL_LIMITS } from '#contexts/operations/domain/limits.ts';
import type { JobOrder, StepOrder } from '#contexts/operations/ports/executor.ts';
import { executorContract, type Rig } from './executor-contract.ts';
import { jobOrder, stepOrder } from './orders.ts';
import { collections } from '#functions/wiring/collections.ts';

interface AgentRig<O extends JobOrder | StepOrder> extends Rig<O, never> {
  /** So many cancels of it are before the agent. */
  cancels(order: O): Promise<number>;
}

function open<O extends JobOrder | StepOrder>(order: () => O, isKept: boolean): AgentRig<O> {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-executor-'));
  const store = openSqliteStore({ collections, path: ':memory:', now: () => 0 });
  const outputs = openFolderOutputStore(folder);
  const written = new Map<string, number>();
  const openOf = async ({ backend, subject }: O) => {
    const open = await store.query({ index: 'agentTasksOpen', parent: backend, equal: { open: true }, limit: 500 });
    return open.map(({ document }) => document).filter((task) => task.subject.id === subject.id);
  };
  const executor = createAgentExecutor({
    store,
    command: () => ({ command: ['true'], values: {} }),
    timeout: () => 60_000,
    output: USUAL_LIMITS,
    ...(isKept ? { outputs } : {}),
  });
  return {
    executor,
    order,
    begun: async (one) => (await openOf(one)).filter(({ body }) => body.kind !== 'cancel').length,
    cancels: async (one) => (await openOf(one)).filter(({ body }) => body.kind === 'cancel').length,
    // As the agent's updates are kept.
    ...(isKept
      ? {
          async write({ id }, stream, lines) {
            const seq = (written.get(`${id} ${stream}`) ?? 0) + 1;
            written.set(`${id} ${stream}`, seq);
            await outputs.saveChunk(id, stream, seq, lines);
          },
        }
      : {}),
    close() {
      void store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

executorContract('the agent, with a job', () => open(jobOrder, true));
executorContract('the agent, with a step', () => open(stepOrder, true));

test('R10 what was taken back before it began never begins, and is taken back once: whoever asks again hears the same, and its agent is asked nothing', async () => {
  for (const isOffered of [false, true]) {
    const { executor, begun, cancels, close } = open(jobOrder, true);
    const order = jobOrder();
    if (isOffered) await executor.start(order);
    for (let times = 0; times < 2; times += 1) expect(await executor.stop(order)).toBe('never_started');
    await executor.start(order);
    expect(await executor.stop(order)).toBe('never_started');
    expect([await begun(order), await cancels(order)]).toEqual([0, 0]);
    await close();
  }
});

test('R16 a piece of very many small chunks is no longer work than one of a few', async () => {
  const rig = open(jobOrder, true);
  const order = jobOrder();
  await rig.executor.start(order);
  for (let line = 1; line <= 60; line += 1) await rig.write?.(order, 'stdout', ['']);
  const piece = await rig.executor.read?.(order, { stream: 'stdout', most: 1_000_000 });
  expect(piece).toEqual({ text: '\n'.repeat(50), next: '1:50', isAll: false });
  expect(await rig.executor.read?.(order, { stream: 'stdout', most: 1_000_000, from: '1:50' })).toEqual({
    text: '\n'.repeat(10),
    next: '1:60',
    isAll: true,
  });
  await rig.close();
});

test('R17 output is read up to the first chunk that has not come yet', async () => {
  const rig = open(jobOrder, true);
  const order = jobOrder();
  await rig.executor.start(order);
  await rig.write?.(order, 'stdout', ['first']);
  const read = () => rig.executor.read?.(order, { stream: 'stdout', most: 1_000 });
  expect(await read()).toEqual({ text: 'first\n', next: '6:1', isAll: true });
  await rig.close();
});

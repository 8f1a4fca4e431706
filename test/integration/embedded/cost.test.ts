import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readEmbeddedConfig } from '#shared/config.ts';
import { createClient, type Client } from '#infra/embedded/demo/client.ts';
import { countStates } from '#infra/embedded/demo/forms.ts';
import { openEmbeddedPlatform } from '#infra/embedded/embedded-platform.ts';
import type { Store } from '#ports/store.ts';
import { startRuntime, type Runtime } from '#infra/embedded/runtime.ts';
import { sweep } from '#application/sweep.ts';
import { countInvocations, countOperations, type Operations } from '#test/support/counting.ts';

let data: string;
let runtime: Runtime;
let client: Client;
let operations: Operations;
/** The same store, uncounted. */
let plain: Store;

beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'rehearsal-cost-'));
  runtime = await startRuntime(
    { ...readEmbeddedConfig({}), port: 0, data },
    {
      async platform(ground) {
        const platform = await openEmbeddedPlatform(ground);
        const counted = countOperations(platform.store);
        ({ operations } = counted);
        plain = platform.store;
        return { ...platform, store: counted.store };
      },
    },
  );
  client = createClient({ url: runtime.url, webhookSecret: runtime.parts.secrets.webhookSecrets[0] ?? '', patience: 30_000 });
});

afterAll(async () => {
  await runtime.stop();
  await rm(data, { recursive: true, force: true });
});

/** One job without an audit, from the form to the approval, and until everything asked for is done. */
async function lifecycle(): Promise<string> {
  const form = countStates({ explorations: 6, states: 21, invalid: 0 });
  const [, job] = form['jobs'] as Record<string, unknown>[];
  const { body } = await client.submit({ ...form, jobs: [{ ...job, needs: [], role: 'other' }] });
  await client.follow(await client.mail('ana@', body.id, 'review wanted'), 'Accept');
  await client.follow(await client.mail('ana@', body.id, 'verdict wanted'), 'Approve', { comment: 'counted by hand' });
  await client.mail('rita@', body.id, ': approved');
  await quiet(body.id);
  return body.id;
}

/** Nothing of the request is due any more. */
async function quiet(id: string): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const open = await plain.query({ index: 'outboxByRequest', equal: { requestId: id }, limit: 200 });
    const now = await plain.now();
    if (open.every(({ document }) => !document.open || document.dueAt > now)) return;
    await sleep(25);
  }
  throw new Error('the request does not come to rest');
}

interface Cost {
  operations: number;
  invocations: number;
  sweep: number;
}

async function measure(): Promise<Cost> {
  const before = total(operations) - pollReads(operations);
  const counted = countInvocations();
  await lifecycle();
  counted.stop();
  const own = total(operations) - pollReads(operations) - before;
  const rest = total(operations) - pollReads(operations);
  expect(await sweep(runtime.parts.system, 'cost')).toEqual({ effects: 0, turns: 0 });
  return { operations: own, invocations: sum(counted.invocations), sweep: total(operations) - pollReads(operations) - rest };
}

/** Others that came before, decided and done with. */
async function addOthers(id: string, count: number): Promise<void> {
  const request = await plain.get({ collection: 'requests', id });
  const effects = await plain.query({ index: 'outboxByRequest', equal: { requestId: id }, limit: 3 });
  if (request === undefined) throw new Error('no such request');
  for (let first = 0; first < count; first += 100) {
    await plain.transact(async (tx) => {
      await tx.get({ collection: 'requests', id });
      for (let n = first; n < first + 100; n += 1) {
        tx.set({ collection: 'requests', id: `other${n}` }, { ...request, id: `other${n}` });
        const effect = effects[n % effects.length]?.document;
        if (effect !== undefined) tx.set({ collection: 'outbox', id: `other${n}-1-0` }, { ...effect, key: `other${n}-1-0`, requestId: `other${n}`, state: 'done', open: false });
      }
    });
  }
}

test('Z3 what a one-job lifecycle and a sweep cost does not grow with the number of other requests', async () => {
  const first = await lifecycle();
  const few = await measure();
  await addOthers(first, 3_000);
  const many = await measure();
  console.log(`a one-job lifecycle: ${few.operations} document operations, ${few.invocations} invocations; a sweep at rest: ${few.sweep} operations`);
  // Retries of contended transactions and an agent's second poll may add a few; anything that grows with 3,000 others would add thousands.
  expect(Math.abs(many.operations - few.operations)).toBeLessThan(30);
  expect(many.invocations).toBeLessThan(few.invocations + 5);
  expect(many.sweep).toBe(few.sweep);
  expect(few.operations).toBeLessThan(270);
  expect(few.invocations).toBeLessThan(52);
}, 90_000);

function total({ reads, writes, deletes }: Operations): number {
  return reads + writes + deletes;
}

/** What the agent's polls read: their number depends on how long things take, not on what is done. */
function pollReads({ byCollection }: Operations): number {
  return (byCollection.get('agentTasksOpen') ?? 0) + (byCollection.get('backends') ?? 0);
}

function sum(counts: Map<string, number>): number {
  return [...counts.values()].reduce((a, b) => a + b, 0);
}

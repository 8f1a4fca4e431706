import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '#infra/embedded/demo/client.ts';
import { countStates } from '#infra/embedded/demo/forms.ts';
import { openEmbeddedPlatform } from '#infra/embedded/embedded-platform.ts';
import type { OpenPlatform } from '#infra/embedded/platform.ts';
import { startRuntime, type Runtime, type RuntimeOptions } from '#infra/embedded/runtime.ts';
import type { Store } from '#functions/wiring/system.ts';
import type { EmbeddedConfig } from '#platform/config.ts';
import { countInvocations, countOperations, type Operations } from './counting.ts';
import { effectsOfRequest } from '#test/support/effects-of-request.ts';

/** What one request's life took. `looks`: reads of agents' and pollers' waiting, whose number depends on how long things take. */
export interface Cost {
  reads: number;
  writes: number;
  deletes: number;
  looks: number;
  /** Operations by collection, looks left out. */
  byCollection: Map<string, number>;
  tasks: number;
  invocations: Map<string, number>;
}

export interface CountedHouse {
  runtime: Runtime;
  /** The same store, uncounted. */
  plain: Store;
  operations: Operations;
  /** One job without an audit, from the form to the approval, and until nothing asked for is due. Gives the request's id. */
  lifecycle(): Promise<string>;
  measure(): Promise<Cost>;
}

/** A system whose store and queue are counted. */
export async function startCountedHouse(config: EmbeddedConfig, options: RuntimeOptions = {}): Promise<CountedHouse> {
  const open: OpenPlatform = options.platform ?? openEmbeddedPlatform;
  let inner: { plain: Store; operations: Operations } | undefined;
  let tasks = 0;
  const runtime = await startRuntime(config, {
    ...options,
    async platform(ground) {
      const platform = await open(ground);
      const { store, operations } = countOperations(platform.store);
      inner = { plain: platform.store, operations };
      const { queue } = platform;
      return { ...platform, store, queue: { enqueue: (task) => ((tasks += 1), queue.enqueue(task)) } };
    },
  });
  if (inner === undefined) throw new Error('no platform was opened');
  const { plain, operations } = inner;
  const client = createClient({
    url: runtime.url,
    webhookSecret: runtime.parts.secrets.webhookSecrets[0] ?? '',
    operatorToken: runtime.parts.operatorToken,
    patience: 200_000,
  });

  async function lifecycle(): Promise<string> {
    const form = countStates({ explorations: 6, states: 21, invalid: 0 });
    const [, job] = form['jobs'] as Record<string, unknown>[];
    const { body } = await client.submit({ ...form, jobs: [{ ...job, needs: [], role: 'other' }] });
    await client.follow(await client.mail('ana@', body.id, 'review wanted'), 'Accept');
    await client.follow(await client.mail('ana@', body.id, 'verdict wanted'), 'Approve', { comment: 'counted by hand' });
    await client.mail('rita@', body.id, ': approved');
    await untilQuiet(plain, body.id);
    return body.id;
  }

  return {
    runtime,
    plain,
    operations,
    lifecycle,
    async measure() {
      const before = { ...operations, byCollection: new Map(operations.byCollection), looks: looks(operations), tasks };
      const counted = countInvocations();
      await lifecycle();
      counted.stop();
      const waiting = looks(operations) - before.looks;
      const { reads, writes, deletes } = operations;
      return {
        reads: reads - before.reads - waiting,
        writes: writes - before.writes,
        deletes: deletes - before.deletes,
        looks: waiting,
        byCollection: grown(before.byCollection, operations.byCollection),
        tasks: tasks - before.tasks,
        invocations: counted.invocations,
      };
    },
  };
}

function grown(before: Map<string, number>, after: Map<string, number>): Map<string, number> {
  const counts = [...after]
    .filter(([name]) => !WAITING.includes(name))
    .map(([name, count]): [string, number] => [name, count - (before.get(name) ?? 0)]);
  return new Map(counts.filter(([, count]) => count > 0));
}

const WAITING = ['agentTasksOpen', 'backends'];

/** Reads of an agent's polls, whether they find a task or none; the few others of these are counted with them. */
function looks({ byCollection }: Operations): number {
  return WAITING.reduce((sum, name) => sum + (byCollection.get(name) ?? 0), 0);
}

async function untilQuiet(plain: Store, requestId: string): Promise<void> {
  for (let tries = 0; tries < 2_000; tries += 1) {
    const asked = await effectsOfRequest(plain, requestId);
    const now = await plain.now();
    if (asked.every(({ open, dueAt }) => !open || dueAt > now)) return;
    await sleep(25);
  }
  throw new Error('the request does not come to rest');
}

export function sumOf(counts: Map<string, number>): number {
  return [...counts.values()].reduce((a, b) => a + b, 0);
}

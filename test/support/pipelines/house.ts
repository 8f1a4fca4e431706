import type { ActionPlace, PlacedActions } from '#products/pipelines/domain/ask/where.ts';
import { hash } from 'node:crypto';
import { loadBackend } from '#contexts/backends/app/backends.ts';
import { storedBackends } from '#contexts/backends/app/stored-backends.ts';
import type { PoolRules } from '#contexts/backends/domain/pool-rules.ts';
import { backendCollections, type BackendTables } from '#contexts/backends/documents.ts';
import { keepDrain } from '#contexts/operations/app/keep-drain.ts';
import { driveOperation } from '#contexts/operations/app/driver.ts';
import type { DriveWork } from '#contexts/operations/app/owned.ts';
import { operationCollections, type OperationTables } from '#contexts/operations/documents.ts';
import { goOnWithPlan } from '#contexts/plans/app/go-on.ts';
import { storedPlans } from '#contexts/plans/app/stored-plans.ts';
import type { AdvancePlan } from '#contexts/plans/domain/process.ts';
import { planCollections, type PlanTables } from '#contexts/plans/documents.ts';
import { anyOf } from '#kernel/app/handle.ts';
import { performEffect, type Result, type Work } from '#kernel/app/perform.ts';
import type { EffectRule, OutboxEntry } from '#kernel/effect.ts';
import { kernelCollections, type KernelTables } from '#kernel/store/documents.ts';
import type { Store, Transaction } from '#kernel/store/port.ts';
import { sumOf } from '#kernel/store/sum.ts';
import type { CollectionsAs } from '#kernel/store/tables.ts';
import type { Kernel } from '#kernel/system.ts';
import { MINUTE } from '#kernel/time.ts';
import { createAgentExecutor } from '#platform/agent/agent-executor.ts';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { jobsOn } from '#products/pipelines/app/backend-user.ts';
import { stopRun } from '#products/pipelines/app/cancel-run.ts';
import { drivenJobs } from '#products/pipelines/app/operation/driven.ts';
import { runPlans } from '#products/pipelines/app/run-plans.ts';
import { settleJob } from '#products/pipelines/app/settle-job.ts';
import { startJobs } from '#products/pipelines/app/start-jobs.ts';
import { storedJobs } from '#products/pipelines/app/stored-jobs.ts';
import { storedRuns } from '#products/pipelines/app/stored-runs.ts';
import type { JobState } from '#products/pipelines/domain/job/state.ts';
import type { RunState } from '#products/pipelines/domain/run/state.ts';
import type { RunHouse } from '#products/pipelines/ports/runs.ts';
import { runCollections, type RunTables } from '#products/pipelines/stored/runs.ts';
import { createFakeOutputs } from '#test/support/application/fakes.ts';
import { heard } from '#test/support/application/errand-scene.ts';
import { START } from '#test/support/application/world.ts';
import { jobRules } from './jobs.ts';

type Tables = KernelTables & BackendTables & OperationTables & PlanTables & RunTables;

const collections: CollectionsAs<Tables> = sumOf([
  kernelCollections,
  backendCollections,
  operationCollections,
  planCollections,
  runCollections,
]);

export const BACKEND = 'local';

export interface HouseOptions {
  pools?: PoolRules['pools'];
  heavyAfter?: number;
  wrap?: (store: Store<Tables>) => Store<Tables>;
}

/** Pipelines alone, on a store of their own, with the driver and the agents’ desk of all others. */
export function openPipelines({
  pools = { default: 4, database: 2 },
  heavyAfter = 15 * MINUTE,
  wrap = (store) => store,
}: HouseOptions = {}) {
  const time = { now: START };
  const store = wrap(openSqliteStore({ collections, path: ':memory:', now: () => time.now }));
  const outputs = createFakeOutputs();
  const sharing: PoolRules = { pools, rules: [], exclusiveAfter: 30 * MINUTE, heavyAfter };
  const logged: string[] = [];
  const kernel: Kernel<Transaction<Tables>> = {
    store,
    queue: { enqueue: async () => 'enqueued' },
    rules: jobRules,
    timeScale: 1,
    hash: (text) => hash('sha256', text),
    log: (_severity, message, data) => void logged.push(`${message} ${JSON.stringify(data)}`),
    effects: {},
    processes: { backend: anyOf(storedBackends), plan: anyOf(storedPlans), run: anyOf(storedRuns), job: anyOf(storedJobs) },
  };
  const house: RunHouse = {
    kernel,
    store,
    sha1: (text) => hash('sha1', text),
    sharing: ({ slug }) => (slug === BACKEND || slug === 'other' ? sharing : undefined),
  };
  const executor = createAgentExecutor({
    store,
    command: () => ({ command: [], values: {} }),
    timeout: () => MINUTE,
    output: { bytes: 1, lines: 1 },
  });
  const digest = `sha256:${'d'.repeat(64)}`;
  const limits = { cpu: 1, memoryBytes: 1e9, seconds: 60 };
  const actions = {
    limits,
    guard: { maxBytes: 1, maxRows: 1, types: [], identifiers: ['patient_id'] },
    env: {},
    registry: '',
    digests: { 'python:v2': digest, 'ehrql:v1': digest },
  };
  const placed: { places: ActionPlace[]; backends: PlacedActions['backends'][number][] } = { places: [], backends: [{ slug: BACKEND }] };
  const tools = { executor, rules: { pipelines: { ...jobRules.pipelines, actions, placed } } };
  const owners = { job: drivenJobs(house, tools) };
  const system = { log: kernel.log, timeScale: 1 };
  const performers: Record<string, (work: Work) => Promise<Result<unknown>>> = {
    advance_plan: async ({ effect }) =>
      (await goOnWithPlan(house.kernel, { run: runPlans(house) }, (effect as AdvancePlan).plan)) ? { result: 'again', after: 0 } : done,
    offer_turn: async ({ effect }) => (await startJobs(house, (effect as unknown as { backend: string }).backend), done),
    settle_job: async ({ state }) => (await settleJob(house, state as JobState), done),
    stop_run: async ({ key, subject: { id }, state }) => {
      const who = (state as RunState).cancelled?.who ?? '';
      return (await stopRun(house, id, { id: key, by: { kind: 'system', part: 'test' }, who }), done);
    },
    async heed_flags({ effect, key }) {
      const { backend } = effect as unknown as { backend: string };
      await jobsOn(house).interrupt(backend, key);
      const { again } = await keepDrain(kernel, backend, key);
      return again === undefined ? done : { result: 'again', after: again };
    },
    drive_operation: (work) => driveOperation({ system, outputs, owners })(work as DriveWork),
  };
  const rule = (subjects: readonly string[], onGivenUp: EffectRule['onGivenUp'] = () => undefined): EffectRule => {
    return { maxAttempts: 10, minBackoff: 1, maxBackoff: 1, deadline: MINUTE, subjects, replays: 0, onGivenUp };
  };
  const effects: Record<string, EffectRule> = {
    advance_plan: rule([]),
    offer_turn: rule([]),
    heed_flags: rule([]),
    settle_job: rule(['job']),
    stop_run: rule(['run']),
    drive_operation: rule(['job'], heard(owners)),
  };
  Object.assign(kernel, { effects });
  const desk = { kernel: kernel as never, store, outputs, limits: undefined, owners, kind: 'ours' as const };

  async function due(): Promise<OutboxEntry[]> {
    const open = await store.query({ index: 'outboxDue', equal: { open: true }, limit: 500 });
    return open.map(({ document }) => document).filter(({ dueAt, dispatches }) => dispatches > 0 && dueAt <= time.now);
  }
  async function deliver(entry: Pick<OutboxEntry, 'key' | 'kind' | 'dispatches'>) {
    return performEffect(kernel, entry.kind, { effectKey: entry.key, dispatch: entry.dispatches }, async (work) => {
      const perform = performers[entry.kind];
      if (perform === undefined) throw new Error(`nobody performs ${entry.kind}`);
      return perform(work);
    });
  }
  return {
    time,
    house,
    store,
    desk,
    logged,
    performers,
    due,
    deliver,
    /** R18. What the settings say, to be changed. */
    placed,
    /** Everything that is due is done, until nothing is. */
    async settle(): Promise<void> {
      for (let rounds = 0; rounds < 2_000; rounds += 1) {
        const now = await due();
        if (now.length === 0) return;
        for (const entry of now) await deliver(entry);
      }
      throw new Error('it never comes to rest');
    },
    /** What is patient is taken up, as the sweep does. */
    async passes(length: number): Promise<void> {
      time.now += length;
      const open = await store.query({ index: 'outboxDue', equal: { open: true }, limit: 500, to: time.now });
      for (const { document } of open) {
        if (document.dispatches > 0) continue;
        await store.transact(async (tx) => {
          await tx.get({ collection: 'outbox', id: document.key });
          tx.set({ collection: 'outbox', id: document.key }, { ...document, dispatches: 1 });
        });
      }
    },
    /** The agent was heard. */
    async isHeard(): Promise<void> {
      await store.transact(async (tx) => {
        const known = await loadBackend(tx, BACKEND);
        tx.set({ collection: 'backends', id: BACKEND }, { ...known, lastSeenAt: tx.now() });
      });
    },
  };
}

const done = { result: 'done' } as const;

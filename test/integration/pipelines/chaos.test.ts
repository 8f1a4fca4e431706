import { expect, test } from '@jest/globals';
import { changeBackend, loadBackend } from '#contexts/backends/app/backends.ts';
import { slotFaults } from '#contexts/backends/domain/slots.ts';
import { blocking } from '#contexts/backends/domain/state.ts';
import type { AgentUpdate } from '#contexts/operations/agent.ts';
import type { Work } from '#kernel/app/perform.ts';
import { MINUTE } from '#kernel/time.ts';
import { cancelActions, cancelRun } from '#products/pipelines/app/cancel-run.ts';
import { BACKEND } from '#test/support/pipelines/house.ts';
import { by, finished, openTown, type Town } from '#test/support/pipelines/town.ts';
import { seededRandom } from '#test/support/seeded-random.ts';

const pools = { default: 2, database: 1 };
const A = 'a'.repeat(16);
const B = 'b'.repeat(16);
const C = 'c'.repeat(16);
const SEEDS = 12;
const STEPS = 220;

type Random = () => number;
const among = <T>(random: Random, all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;

async function flags(town: Town, random: Random, n: number): Promise<void> {
  const kernel = town.house.kernel;
  const common = { by, operator: 'grace', id: `flag:${n}` } as const;
  await kernel.store.transact(async (tx) => {
    const backend = await loadBackend(tx, BACKEND);
    const command = among(random, [
      { command: 'raise_flag', flag: 'maintenance', why: 'work' },
      { command: 'lower_flag', flag: 'maintenance' },
      { command: 'drain', why: 'reboot', mode: 'stop' },
      { command: 'lower_flag', flag: 'draining' },
      { command: 'raise_flag', flag: 'pause', why: 'pause' },
      { command: 'lower_flag', flag: 'pause' },
    ] as const);
    changeBackend(kernel, tx, backend, { ...common, at: tx.now(), ...command });
  });
}

/** An effect is done, done twice, or done by a worker that is killed before it could say so. */
async function delivers(town: Town, random: Random): Promise<void> {
  const due = await town.due();
  if (due.length === 0) return;
  const entry = among(random, due);
  const fate = random();
  if (fate < 0.15) {
    const subject = entry.subject.kind === 'job' ? (await town.store.get({ collection: 'jobs', id: entry.subject.id }))?.state : undefined;
    const run = entry.subject.kind === 'run' ? (await town.store.get({ collection: 'runs', id: entry.subject.id }))?.state : undefined;
    const work: Work = {
      key: entry.key,
      effect: entry.effect,
      subject: entry.subject,
      state: subject ?? run,
      now: town.time.now,
      attempt: 1,
      token: 't',
    };
    await town.performers[entry.kind]?.(work);
    return;
  }
  await town.deliver(entry);
  if (fate > 0.9) await town.deliver(entry);
}

async function agent(town: Town, random: Random): Promise<void> {
  await town.isHeard();
  const open = await town.tasks();
  if (open.length === 0) return;
  const task = among(random, open);
  if (task.body.kind === 'cancel') {
    const { target } = task.body;
    const other = open.find(({ id }) => id === target);
    if (other !== undefined) await town.tell(other, { ...finished, cause: 'cancelled', exitCode: 137 });
    await town.tell(task, { ...finished, cause: 'cancelled' });
    return;
  }
  const updates: AgentUpdate[] = [
    { kind: 'started' },
    { kind: 'stage', stage: 'executing', at: 0 },
    { kind: 'stage', stage: 'preparing', at: 0 },
    finished,
    finished,
    { ...finished, exitCode: 1 },
    { ...finished, cause: 'worker_lost', exitCode: null },
  ];
  await town.tell(task, among(random, updates));
}

async function faults(town: Town): Promise<string[]> {
  const slots = await town.slots();
  const held = await town.store.query({ index: 'jobsHeld', equal: { heldOn: BACKEND }, limit: 100 });
  const holders = slots.holders.map(({ holder }) => holder).toSorted();
  const attempts = held.map(({ document }) => document.id).toSorted();
  return [
    ...slotFaults(slots, pools, false),
    ...(holders.join() === attempts.join() ? [] : [`held by ${holders.join()}, at work ${attempts.join()}`]),
  ];
}

/** People, the backend and the agent do as they like. */
async function wild(town: Town, random: Random): Promise<void> {
  for (let n = 0; n < STEPS; n += 1) {
    const what = random();
    if (what < 0.55) await delivers(town, random);
    else if (what < 0.9) await agent(town, random);
    else if (what < 0.96) await flags(town, random, n);
    else if (what < 0.98)
      await cancelActions(town.house, among(random, [A, B]), [among(random, ['x', 'y', 'z'])], { id: `cancel:${n}`, by, who: 'ada' });
    else if (what < 0.985) await cancelRun(town.house, C, { id: `cancel:${n}`, by, who: 'ada' });
    else await town.passes(MINUTE);
    expect(await faults(town)).toEqual([]);
  }
}

/** Nothing new happens, and what was promised is kept. */
async function calm(town: Town): Promise<void> {
  const kernel = town.house.kernel;
  for (const flag of ['maintenance', 'draining', 'pause'] as const)
    await kernel.store.transact(async (tx) => {
      const backend = await loadBackend(tx, BACKEND);
      changeBackend(kernel, tx, backend, { by, operator: 'grace', id: `calm:${flag}`, at: tx.now(), command: 'lower_flag', flag });
    });
  for (let rounds = 0; rounds < 60; rounds += 1) {
    await town.passes(MINUTE);
    await town.isHeard();
    await town.settle();
    for (const task of await town.tasks()) if (task.body.kind !== 'cancel') await town.tell(task, finished);
    await town.stops();
  }
}

test.each(Array.from({ length: SEEDS }, (_, n) => n + 1))(
  'K5 B2 O5 whatever is killed, doubled or told late, no action runs twice at once, no pool is overdrawn, and every run ends: seed %i',
  async (seed) => {
    const random = seededRandom(seed);
    const town = openTown({ pools });
    await town.makes(A, { x: { usesDatabase: true, pool: 'database' }, y: { needs: ['x'] }, z: {}, w: { needs: ['z'] } });
    await town.makes(
      B,
      {
        x: { take: 'join', job: town.idOf(A, 'x'), run: A },
        y: { take: 'join', job: town.idOf(A, 'y'), run: A },
        z: { needs: ['x', 'y'] },
      },
      { workspace: 'ws2' },
    );
    await town.makes(C, { x: {}, y: {}, z: { usesDatabase: true, pool: 'database' } }, { workspace: 'ws3' });
    await wild(town, random);
    await calm(town);
    expect(await Promise.all([A, B, C].map(async (id) => (await town.run(id))?.ended?.end !== undefined))).toEqual([true, true, true]);
    expect(await town.slots()).toMatchObject({ holders: [] });
    expect(await town.tasks()).toEqual([]);
    expect(blocking((await loadBackend(town.store, BACKEND)).state)).toEqual([]);
    for (const run of [A, B, C]) {
      const jobs = await town.store.query({ index: 'jobsOfRun', equal: { run }, limit: 100 });
      for (const { document } of jobs) expect(document.state.attempt).toBeUndefined();
    }
    await town.store.close();
  },
  30_000,
);

import { openSqliteStore } from '#adapters/embedded/sqlite-store.ts';
import { openAgentTasks, updateAgentTask } from '#application/agent-tasks.ts';
import { dispatchVersion } from '#application/outbox.ts';
import { sweep } from '#application/sweep.ts';
import { changeKey } from '#domain/intake/submission.ts';
import { MINUTE, SECOND } from '#domain/time.ts';
import { questionRules } from '#domain/request/questions.ts';
import type { Task } from '#ports/task-queue.ts';
import { details } from '#test/support/given-request.ts';
import { Died, mortal, type Fault } from '#test/support/application/faults.ts';
import { flakyStore } from '#test/support/application/flaky-store.ts';
import { stateOf, tries } from '#test/support/application/requests.ts';
import { deliver, openWorld, START, type World } from '#test/support/application/world.ts';

/** A world in which anything may be dropped, doubled, delayed or killed, all from one seed. */
export interface Simulation {
  world: World;
  ids: string[];
  /** One thing happens. */
  step: () => Promise<void>;
  /** From here on this share of all calls goes wrong. */
  trouble: (rate: number) => void;
  /** Everything that is due happens, and time goes on. */
  settle: (by: number) => Promise<void>;
  random: () => number;
  close: () => Promise<void>;
}

interface Parcel {
  task: Task;
  dueAt: number;
}

export function openSimulation(seed: number): Simulation {
  const random = randomOf(seed);
  const events: { id: string; version: number }[] = [];
  const time = { now: START };
  const store = openSqliteStore({
    path: ':memory:',
    now: () => time.now,
    onCommit: ({ created }) => {
      for (const { collection, parent, id } of created)
        if (collection === 'timeline' && parent !== undefined) events.push({ id: parent, version: Number(id) });
    },
  });
  const world = openWorld({ store, time, wrap: flakyStore, lasts: 3 });
  const trouble = { rate: 0, alone: true };
  world.faults.next = (port) => (random() < trouble.rate ? drawFault(random, port, trouble.alone) : 'none');
  const ids: string[] = [];
  const parcels: Parcel[] = [];
  let known = 0;
  const state = {
    world,
    time,
    random,
    events,
    parcels,
    trouble,
    ids,
    sweptAt: START,
    takeNew: () => {
      for (; known < world.queue.tasks.length; known += 1) {
        const task = world.queue.tasks[known];
        if (task !== undefined) parcels.push({ task, dueAt: task.notBefore ?? time.now });
      }
    },
  };
  return {
    world,
    ids,
    random,
    step: () => step(state),
    trouble: (rate) => void (trouble.rate = rate),
    settle: (by) => settle(state, by),
    close: () => store.close(),
  };
}

type Running = Pick<Simulation, 'world' | 'random' | 'ids'> & {
  time: { now: number };
  events: { id: string; version: number }[];
  parcels: Parcel[];
  trouble: { rate: number; alone: boolean };
  sweptAt: number;
  takeNew: () => void;
};

async function step(sim: Running): Promise<void> {
  const { random } = sim;
  sim.time.now += Math.floor(random() * 5) * SECOND;
  const what = random();
  if (what < 0.25) await ring(sim);
  else if (what < 0.7) await deliverSome(sim);
  else if (what < 0.82) await agentWorks(sim);
  else if (what < 0.94) await someoneAnswers(sim);
  else if (what < 0.95) await someonePushes(sim);
  else sim.time.now += Math.floor(random() * 10) * MINUTE;
  if (sim.time.now - sim.sweptAt > 2 * MINUTE) await sweeps(sim);
}

async function settle(sim: Running, by: number): Promise<void> {
  for (let rounds = 0; rounds < 30; rounds += 1) {
    while (sim.events.length > 0) await ring(sim);
    sim.takeNew();
    const due = sim.parcels.filter(({ dueAt }) => dueAt <= sim.time.now);
    for (const parcel of due) await deliverParcels(sim, [parcel]);
    await agentWorks(sim);
    await someoneAnswers(sim);
    sim.takeNew();
    if (sim.events.length === 0 && !sim.parcels.some(({ dueAt }) => dueAt <= sim.time.now)) break;
  }
  sim.time.now += by;
  await sweeps(sim);
}

/** The event of a commit: it may be lost, and may come twice. */
async function ring(sim: Running): Promise<void> {
  const event = sim.events.shift();
  if (event === undefined || sim.random() < sim.trouble.rate / 2) return;
  if (sim.random() < sim.trouble.rate) sim.events.push(event);
  await survive(sim, () => dispatchVersion(sim.world.system, event.id, event.version));
}

async function deliverSome(sim: Running): Promise<void> {
  sim.takeNew();
  const due = sim.parcels.filter(({ dueAt }) => dueAt <= sim.time.now);
  const first = due[Math.floor(sim.random() * due.length)];
  if (first === undefined) return;
  const others = sim.random() < 0.3 ? due.slice(0, 2) : [];
  const twice = sim.random() < sim.trouble.rate ? [first] : [];
  await deliverParcels(sim, [first, ...twice, ...others.filter((one) => one !== first)]);
}

/** At once; a process that dies in the middle serves one alone, so that what else it did is not in question. */
async function deliverParcels(sim: Running, some: Parcel[]): Promise<void> {
  for (const parcel of some) {
    const at = sim.parcels.indexOf(parcel);
    if (at >= 0) sim.parcels.splice(at, 1);
  }
  sim.trouble.alone = some.length === 1;
  await Promise.all(some.map((parcel) => deliverOne(sim, parcel)));
  sim.trouble.alone = true;
}

async function deliverOne(sim: Running, { task }: Parcel): Promise<void> {
  const answer = await survive(sim, () => deliver(sim.world, task));
  if (answer !== undefined && answer.answer !== 'later') return;
  // The queue tries again, and may lose it.
  const wait = answer?.answer === 'later' ? Math.max(SECOND, answer.afterMs) : 5 * SECOND;
  if (sim.random() >= sim.trouble.rate / 2) sim.parcels.push({ task, dueAt: sim.time.now + wait });
}

async function agentWorks(sim: Running): Promise<void> {
  const { system, outputs } = sim.world;
  const tasks = (await survive(sim, () => openAgentTasks(system, 'local'))) ?? [];
  for (const { id, body, state, fencing } of tasks) {
    const tell = (update: Parameters<typeof updateAgentTask>[5]): Promise<unknown> =>
      survive(sim, () => updateAgentTask(system, outputs, 'local', id, fencing, update));
    if (state === 'offered') await tell({ kind: 'started' });
    if (sim.random() < 0.4) continue;
    if (body.kind === 'run') await tell({ kind: 'output', stream: 'stdout', seq: 1, lines: ['done'] });
    const chunks = { stdout: body.kind === 'run' ? 1 : 0, stderr: 0 };
    await tell({ kind: 'finished', exitCode: 0, chunks, startedAt: 0, finishedAt: 0 });
  }
}

/** Somebody who is asked says something that moves the request on; now and then it is a no. */
async function someoneAnswers(sim: Running): Promise<void> {
  for (const id of sim.ids) {
    const { questions } = await stateOf(sim.world, id);
    const open = questions.filter(({ state, kind }) => state === 'open' && (kind !== 'withdraw' || sim.random() < 0.005));
    const question = open[Math.floor(sim.random() * open.length)];
    if (question === undefined) continue;
    const { actions, asked } = questionRules[question.kind];
    const action = sim.random() < 0.1 ? (actions[1] ?? actions[0]) : actions[0];
    if (action === undefined || (action === 'withdraw' && question.kind !== 'withdraw')) continue;
    const who = asked[0] === 'contributor' ? 'contributor' : 'grace';
    const ask = { command: 'answer', question: question.id, action, details: details({ overrideReason: 'it is as wanted' }) } as const;
    await survive(sim, () => tries(sim.world, id, ask, who));
  }
}

/** G1: all evidence is of the old commit, in the middle of whatever goes on. */
async function someonePushes(sim: Running): Promise<void> {
  const id = sim.ids[Math.floor(sim.random() * sim.ids.length)];
  if (id === undefined) return;
  const { submission } = await stateOf(sim.world, id);
  const headSha = Math.floor(sim.random() * 1e9)
    .toString(16)
    .padStart(40, 'b');
  sim.world.host.heads.set(changeKey(submission.change), { state: 'open', headSha, baseSha: 'e'.repeat(40), baseRef: 'develop' });
}

async function sweeps(sim: Running): Promise<void> {
  sim.sweptAt = sim.time.now;
  await survive(sim, () => sweep(sim.world.system, `s${sim.time.now}`));
}

/** Undefined when it threw or died: whoever called hears nothing. */
async function survive<T>({ world }: Running, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await mortal(world.faults, work);
  } catch (error) {
    if (error instanceof Died || (error instanceof Error && /reached|lost/.test(error.message))) return undefined;
    throw error;
  }
}

function drawFault(random: () => number, port: string, alone: boolean): Fault {
  const kinds: Fault[] = ['throw', 'lost', ...(alone ? (['crash_before', 'crash_after'] as const) : [])];
  if (port === 'store') kinds.push('refuse');
  return kinds[Math.floor(random() * kinds.length)] ?? 'none';
}

/** mulberry32: small, and the same everywhere. */
function randomOf(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

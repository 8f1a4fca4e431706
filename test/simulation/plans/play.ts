import { cancelPlan, cancelSteps, endStep, startStep } from '#contexts/plans/app/plans.ts';
import { readPlanPage } from '#contexts/plans/app/read.ts';
import { pagesReady } from '#contexts/plans/domain/state.ts';
import type { Step } from '#contexts/plans/domain/step.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { MINUTE } from '#kernel/time.ts';
import { flakyStore } from '#test/support/application/flaky-store.ts';
import { Died, mortal } from '#test/support/application/faults.ts';
import { deliver, openWorld, START, type World } from '#test/support/application/world.ts';
import { by, keep, placeOf } from '#test/support/plan-house.ts';
import { createDice, type Dice } from '../engine/dice.ts';
import type { Played } from '../run.ts';
import { drawPlan } from './draw.ts';
import { look, planRules, type Seen } from './rules.ts';
import type { Task } from '#kernel/task-queue.ts';
import { collections } from '#functions/wiring/collections.ts';

const ID = 'plan';
/** Acts in bad weather; afterwards nothing goes wrong any more, and all must come to its end within as many as follow. */
const STORMY = 120;
const CALM = 600;

interface Stage {
  world: World;
  plain: World['system'];
  dice: Dice;
  steps: readonly Step[];
  pools: Readonly<Record<string, number>>;
  cancelled: Set<string>;
  /** Tasks that are on their way, twice perhaps. */
  tasks: Task[];
  isCalm: boolean;
  acts: number;
}

/** One plan with chance ends, cancels, deaths between commit and effect, and tasks that come twice, late or never. Each rule is asked after each act. */
export async function playPlans(seed: number): Promise<Played> {
  const stage = await open(seed);
  let seen = await look(stage.plain, ID);
  for (; stage.acts < STORMY + CALM; stage.acts += 1) {
    stage.isCalm = stage.acts >= STORMY;
    await act(stage);
    const next = await look(stage.plain, ID);
    const isOver = next.state.ended !== undefined || stage.acts === STORMY + CALM - 1;
    const failure = await broken({ ...stage, system: stage.plain, before: seen.now, now: next.now, state: next.state, isOver });
    if (failure !== undefined || isOver) return close(stage, failure);
    seen = next;
  }
  return close(stage, undefined);
}

async function close({ plain, acts }: Stage, failure: Played['failure']): Promise<Played> {
  await plain.store.close();
  return { situations: new Map(), steps: acts, ...(failure === undefined ? {} : { failure }) };
}

async function broken(seen: Seen): Promise<Played['failure']> {
  for (const [invariant, rule] of Object.entries(planRules)) {
    const message = await rule(seen);
    if (message !== undefined) return { invariant, message };
  }
  return undefined;
}

async function open(seed: number): Promise<Stage> {
  const dice = createDice(seed).fork('plans');
  const time = { now: START };
  const store = openSqliteStore({ collections, path: ':memory:', now: () => time.now });
  const world = openWorld({ store, time, wrap: flakyStore });
  const plain = { ...world.system, store };
  const steps = drawPlan(dice.fork('steps'));
  const stage: Stage = {
    world,
    plain,
    dice: dice.fork('acts'),
    steps,
    pools: { default: dice.between(2, 5), database: dice.between(2, 3) },
    cancelled: new Set(),
    tasks: [],
    isCalm: false,
    acts: 0,
  };
  const weather = dice.fork('weather');
  await keep(plain, ID, steps);
  world.faults.next = (port) => {
    if (stage.isCalm || (port !== 'store' && port !== 'queue') || !weather.chance(0.15)) return 'none';
    return weather.pick(port === 'queue' ? ['throw'] : ['throw', 'lost', 'refuse', 'crash_before', 'crash_after']);
  };
  return stage;
}

/** One act; what went wrong on the way nobody hears of. */
async function act(stage: Stage): Promise<void> {
  const { dice, world } = stage;
  const kind = dice.next();
  try {
    await mortal(world.faults, () => {
      if (kind < 0.35) return begin(stage);
      if (kind < 0.65) return end(stage);
      if (kind < 0.85) return bring(stage);
      if (kind < 0.97 || stage.isCalm) return passTime(stage);
      return dice.chance(0.3) ? cancelAll(stage) : cancelSome(stage);
    });
  } catch (error) {
    if (!(error instanceof Died) && !(error instanceof Error && /reached|lost/.test(error.message))) throw error;
  }
  stage.tasks.push(...world.queue.tasks.splice(0).filter((task) => task.kind === 'advance_plan'));
}

/** Of the steps that may start by what the plan says and by the slots that are left, one. */
async function begin(stage: Stage): Promise<void> {
  const { world, plain, dice, pools, steps } = stage;
  const { now, state } = await look(plain, ID);
  const used = (pool: string): number =>
    steps.reduce(
      (sum, one) => sum + ((one.pool ?? 'default') === pool && now.get(one.name)?.state === 'running' ? (one.weight ?? 1) : 0),
      0,
    );
  const slots = Object.fromEntries(Object.entries(pools).map(([name, size]) => [name, { size, used: used(name) }]));
  if (dice.chance(0.2)) return beginTooEarly(stage, dice.below(state.pages.length));
  const page = dice.anyOf(pagesReady(state));
  const view = page === undefined ? undefined : await readPlanPage(plain.store, ID, page, { pools: slots });
  // Those that are given a slot together do begin together.
  for (const step of view?.steps ?? [])
    if (step.state === 'ready' && step.reason === undefined)
      await startStep(kernelOf(world.system), ID, { page: page ?? 0, at: step.at }, `op-${step.name}`, {
        id: `start:${step.name}:${dice.below(1e9)}`,
        by,
      });
}

/** Somebody tries a step that does not wait for a slot, but for something else. */
async function beginTooEarly({ world: { system }, plain, dice }: Stage, page: number): Promise<void> {
  const view = await readPlanPage(plain.store, ID, page);
  const step = dice.anyOf(view?.steps.filter(({ reason }) => reason !== undefined) ?? []);
  if (step !== undefined)
    await startStep(kernelOf(system), ID, { page, at: step.at }, `op-${step.name}`, { id: `early:${dice.below(1e9)}`, by });
}

async function end({ world: { system }, plain, dice }: Stage): Promise<void> {
  const { now } = await look(plain, ID);
  const running = dice.anyOf([...now.values()].filter(({ state }) => state === 'running'));
  // News of what is over comes late, too.
  const step = dice.chance(0.1) ? dice.anyOf([...now.values()]) : running;
  if (step === undefined) return;
  const state = dice.chance(0.75) ? 'succeeded' : dice.chance(0.7) ? 'failed' : 'cancelled';
  await endStep(kernelOf(system), ID, await placeOf(plain, ID, step.name), state, { id: `end:${step.name}:${dice.below(1e9)}`, by });
}

/** A task comes: once, twice, or never; in calm weather all of them, once. */
async function bring({ world, dice, tasks, isCalm }: Stage): Promise<void> {
  for (const task of isCalm ? tasks.splice(0) : tasks.splice(dice.below(tasks.length), 1)) {
    if (!isCalm && dice.chance(0.2)) return;
    if (!isCalm && dice.chance(0.2)) tasks.push(task);
    await deliver(world, task);
  }
}

async function passTime({ world, dice, acts }: Stage): Promise<void> {
  world.time.now += dice.between(1, 4) * MINUTE;
  await sweep(world.system, String(acts));
}

async function cancelAll({ world: { system }, dice }: Stage): Promise<void> {
  await cancelPlan(kernelOf(system), ID, 'not wanted', { id: `cancel:${dice.below(1e9)}`, by });
}

async function cancelSome({ world: { system }, dice, steps, cancelled }: Stage): Promise<void> {
  const name = dice.anyOf(steps)?.name ?? '';
  cancelled.add(name);
  await cancelSteps(kernelOf(system), ID, dice.chance(0.2) ? [name, 'nowhere'] : [name], { id: `cancel:${dice.below(1e9)}`, by });
}

import { createDice } from './engine/dice.ts';
import { planOf, type FaultKind, type Plan } from './engine/weather.ts';
import { startWatch, type Watch } from './invariants.ts';
import { operates, startOfficeWorkers } from './people/office-workers.ts';
import { createActionAgent } from './people/action-agent.ts';
import { startAgent } from './people/agent.ts';
import { startJobRunner } from './people/job-runner.ts';
import { startKeepers } from './people/keepers.ts';
import { startResearchers } from './people/researchers.ts';
import { startGateKeepers } from './people/gate-keepers.ts';
import { startHangers } from './people/hangers.ts';
import { startContributors, type Contributors } from './people/contributors.ts';
import { mendPulls, mergeApproved, startPushes } from './people/pushes.ts';
import { startQuietDay } from './people/quiet-day.ts';
import { remind, startReaders, type Readers } from './people/readers.ts';
import { startQuitters } from './people/quitters.ts';
import { startRogues } from './people/rogues.ts';
import { startSuccessors } from './people/successors.ts';
import { startStrangers } from './people/strangers.ts';
import type { Situation } from './situation-names.ts';
import { openTown, type Town, type TownOptions } from './town.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** After the last fault everything is settled within so much virtual time. */
export const CALM = 48 * HOUR;
/** The schedule of the sweep. */
const SWEEP_EVERY = 3 * MINUTE;

/** What came of one seed, whatever was played. */
export interface Played {
  steps: number;
  situations: ReadonlyMap<Situation, number>;
  failure?: { invariant: string; message: string };
}

export interface Report extends Played {
  seed: number;
  hash: string;
  /** Only when asked for. */
  lines: readonly string[];
}

/** A town with everybody in it. */
export interface Cast {
  town: Town;
  contributors: Contributors;
  readers: Readers;
  watch: Watch;
  /** When the sweep, and when people, last looked. */
  sweptAt: number;
  calledAt: number;
}

export interface RunOptions extends TownOptions {
  plan?: Partial<Plan>;
  /** Looks at the town from its first moment on. */
  onlooker?: (town: Town) => void;
  /** Kinds of faults that do not happen, whatever the seed says. */
  off?: readonly FaultKind[];
}

/** One seed: first faults, then calm; in the end every invariant holds. The same seed does the same, step by step. */
export async function run(seed: number, { plan: over = {}, off = [], onlooker, ...options }: RunOptions = {}): Promise<Report> {
  const drawn = { ...planOf(seed, createDice(seed)), ...over };
  const plan = { ...drawn, on: { ...drawn.on, ...Object.fromEntries(off.map((kind) => [kind, false])) } };
  const town = openTown(plan, options);
  const cast = gather(town);
  onlooker?.(town);
  try {
    await play(cast);
    if (cast.watch.failure === undefined) await cast.watch.judge();
  } catch (error) {
    cast.watch.fail('simulation', error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await town.close();
  }
  const { failure } = cast.watch;
  return {
    seed,
    hash: town.record.hash(),
    steps: town.clockwork.steps,
    situations: town.situations,
    lines: town.record.lines,
    ...(failure === undefined ? {} : { failure }),
  };
}

/** Each commit rings. */
export function hangDoorbell(town: Town): void {
  town.listeners.commit.push(({ writes }) => {
    for (const { kind, ref } of writes)
      if (kind === 'create' && ref.collection === 'timeline' && ref.parent !== undefined) town.network.doorbell(ref.parent, Number(ref.id));
  });
}

/** The agent of one backend is ours; that of the other, where pipelines share it, is job-runner’s. */
function startMachines(town: Town): Parameters<typeof startKeepers>[1] {
  const { pipelines } = town.plan.settings;
  const actions = pipelines === 'local' ? createActionAgent(town, 'local') : undefined;
  startAgent(town, 'local', { actions });
  return { local: actions, backup: pipelines === 'backup' ? startJobRunner(town, 'backup') : undefined };
}

function gather(town: Town): Cast {
  const readers = startReaders(town);
  hangDoorbell(town);
  const machines = startMachines(town);
  const contributors = startContributors(town);
  startStrangers(town, contributors);
  const watch = startWatch(town, readers, contributors);
  startPushes(town);
  startGateKeepers(town);
  startHangers(town);
  startRogues(town, readers);
  startQuitters(town, readers);
  startSuccessors(town, readers);
  startOfficeWorkers(town);
  startResearchers(town);
  startKeepers(town, machines);
  if (town.plan.calmAfter === 0) startQuietDay(town);
  const cast: Cast = { town, contributors, readers, watch, sweptAt: town.clockwork.time.now, calledAt: town.clockwork.time.now };
  return cast;
}

/** Until it is calm and everything is over. */
export async function play(cast: Cast, calmAt = cast.town.clockwork.time.now + cast.town.plan.calmAfter): Promise<void> {
  const { town, watch } = cast;
  const { clockwork, weather } = town;
  const end = calmAt + CALM;
  blackouts(town, calmAt);
  await clockwork.quiet();
  while (watch.failure === undefined) {
    const next = clockwork.nextAt();
    const sweepAt = nextSweep(cast);
    const callAt = cast.calledAt + (weather.calm ? HOUR : HOUR / 2);
    const bound = Math.min(sweepAt, callAt, weather.calm ? Infinity : calmAt);
    if (next !== undefined && next <= bound) {
      await clockwork.step();
      if (clockwork.broken !== undefined) throw clockwork.broken;
      continue;
    }
    if (bound > end) {
      clockwork.passTo(end);
      return;
    }
    clockwork.passTo(bound);
    if (!weather.calm && bound === calmAt) becomeCalm(cast);
    else if (bound === sweepAt) sweeps(cast);
    else if (await isOverAfterCall(cast)) return;
    // What was begun from outside comes to its first call.
    await clockwork.quiet();
  }
}

/** Now and then people look after what does not go on by itself. True when everything is over. */
async function isOverAfterCall(cast: Cast): Promise<boolean> {
  const { town, watch } = cast;
  const { clockwork, weather, plan } = town;
  cast.calledAt = clockwork.time.now;
  if (weather.calm && watch.shadow.isOver() && town.pipelines.isOver() && (plan.on.poison || clockwork.nextAt() === undefined)) return true;
  if (weather.calm && watch.shadow.hasDead()) replayDead(town);
  await remind(town, cast.readers);
  if (weather.calm || town.dice.chance(0.2)) mergeApproved(town);
  return false;
}

/** Somebody looks after what was given up. */
function replayDead(town: Town): void {
  operates(town, { operation: 'dead_replay_all' }, (answer) => {
    const replayed = Number(/"replayed":(\d+)/.exec(answer?.body ?? '')?.[1] ?? 0);
    if (replayed > 0) town.seen('dead letters were replayed');
  });
}

function becomeCalm(cast: Cast): void {
  const { town } = cast;
  town.weather.calm = true;
  town.record.line(`${town.clockwork.time.now} calm`);
  mendPulls(town);
  sweeps(cast);
}

/** The whole machine loses its power now and then. */
function blackouts({ plan, clockwork, dice, seen }: Town, calmAt: number): void {
  if (!plan.on.blackout || plan.calmAfter === 0) return;
  for (let n = 3; n > 0; n -= 1)
    clockwork.at(clockwork.time.now + Math.floor(dice.next() * (calmAt - clockwork.time.now)), () => {
      if (clockwork.living.size > 0) seen('everything lost its power at once');
      for (const life of clockwork.living) life.die();
    });
}

/** The schedule's next call that will find anything: at the others nothing happens. */
function nextSweep({ town, sweptAt, watch }: Cast): number {
  const due = Math.min(watch.shadow.sweepDue() ?? Infinity, town.pipelines.sweepDue() ?? Infinity);
  if (due === Infinity) return Infinity;
  const earliest = Math.max(due, town.clockwork.time.now);
  return sweptAt + Math.max(1, Math.ceil((earliest - sweptAt) / SWEEP_EVERY)) * SWEEP_EVERY;
}

function sweeps(cast: Cast): void {
  const { town } = cast;
  cast.sweptAt = town.clockwork.time.now;
  town.network.call(
    'sweep',
    () => town.ask('sweep', { method: 'POST', url: '/' }),
    (answer) => {
      if (answer?.body.startsWith('{"effects":0,"turns":0') === false) town.seen('a sweep found something forgotten');
    },
  );
}

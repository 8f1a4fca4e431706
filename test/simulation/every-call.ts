import { taskRoutes } from '#functions/wiring/task-routes.ts';
import type { TownSettings } from './engine/weather.ts';
import type { Life } from './engine/clockwork.ts';
import type { CallFault } from './engine/siege.ts';
import { run, type Report } from './run.ts';

/** One call of one kind of handler: the place at which something is made to go wrong. */
export interface Place {
  handler: string;
  call: string;
  /** Which call of this name in the handler's life, from 1. */
  nth: number;
}

/** What can become of a call beside an answer: those that make a difference to it. */
export function outcomesOf({ call }: Place): readonly Exclude<CallFault, 'none'>[] {
  if (call.startsWith('store.transact')) return ['throw', 'lost', 'late', 'run_twice', 'crash_before', 'crash_after'];
  if (call.startsWith('store.')) return ['throw', 'crash_before'];
  return ['throw', 'refuse', 'lost', 'late', 'crash_before', 'crash_after'];
}

/** A quiet town with two requests, one on each backend: what happens in it when nothing goes wrong. */
const settings: TownSettings = {
  mergeOnApproval: true,
  cutAfter: 20 * 60_000,
  cutMoves: 0,
  quiet: false,
  regression: true,
  twoAdmins: true,
  words: false,
  pipelines: 'local',
};
const quiet = { plan: { calmAfter: 0, requests: 2, settings } } as const;

/** Of both products. */
const taskKinds = Object.keys(taskRoutes);

/** `task rq1-3-0-send_mail#1` and the like, without whose it is. */
function handlerOf({ name }: Life): string {
  const task = taskKinds.find((kind) => name.startsWith('task ') && new RegExp(`-${kind}#\\d+$`).test(name));
  // The keys of mails about releases and of dead letters end with whom they are for; those of stages with an instant.
  if (task === undefined && name.startsWith('task ')) return name.startsWith('task release-') ? 'keep_calendar' : 'send_mail';
  return task ?? name.replace(/ (of|documents).*$/, '').replace(/ sub-.*$/, '');
}

/** Every place that this seed passes. */
export async function placesOf(seed: number): Promise<{ places: Place[]; report: Report }> {
  const places = new Map<string, Place>();
  const counts = countCalls();
  const report = await run(seed, {
    ...quiet,
    decide: (life, call) => {
      const place = { handler: handlerOf(life), call, nth: counts(life, call) };
      places.set(JSON.stringify(place), place);
      return undefined;
    },
  });
  return { places: [...places.values()], report };
}

/** One thing that can become of the call at one place. */
export interface Trial {
  place: Place;
  outcome: CallFault;
}

/** The same seed with each of these outcomes at the first passing of its place, and nothing else that goes wrong; which of them were met. */
export async function runWith(seed: number, trials: readonly Trial[]): Promise<{ report: Report; met: ReadonlySet<Trial> }> {
  const counts = countCalls();
  const met = new Set<Trial>();
  const report = await run(seed, {
    ...quiet,
    decide: (life, call) => {
      const nth = counts(life, call);
      const handler = handlerOf(life);
      const trial = trials.find(({ place }) => place.call === call && place.nth === nth && place.handler === handler);
      if (trial === undefined || met.has(trial)) return undefined;
      met.add(trial);
      return trial.outcome;
    },
  });
  return { report, met };
}

function countCalls(): (life: Life, call: string) => number {
  const counts = new Map<string, number>();
  return (life, call) => {
    const key = `${life.id} ${call}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count;
  };
}

/** What the functions that are no tasks are called by: people, programs, schedules and events. */
const callers = [
  'post',
  'event',
  'press approve',
  'look at a link',
  'look at a page',
  'agent local polls',
  'agent local says finished',
  'operate dead_replay_all',
  'operate run_add',
  'operate run_cancel',
  'operate backend_drain',
  'agent local says stage',
  'doorbell',
  'sweep',
  'reconcile',
];

/** Every call of a port beside those of the store. */
const calls = [
  'announcer.deliver',
  'builder.stop',
  'builder.look',
  'builder.start',
  'channel.deliver',
  'host.keepComment',
  'host.makeTestRef',
  'host.merge',
  'host.readAuthors',
  'host.readChecks',
  'host.readHead',
  'host.readReviews',
  'host.setStatus',
  'mailer.deliver',
  'outputs.readChunk',
  'outputs.saveChunk',
  'provider.stop',
  'provider.start',
  'provider.look',
  'queue.enqueue',
  'sheet.reconcile',
  'sheet.upsertRows',
];

/**
 * What the town does not do yet: schedules and probes. The chaos of schedules is played apart (test/integration/schedules/chaos.test.ts). One that is called
 * all the same is told as missing, so that it goes from here.
 */
const IDLE: ReadonlySet<string> = new Set(['keep_probe', 'keep_schedule']);

/** Functions that were not called, and ports that nobody called. */
export function missingOn(places: readonly Place[]): string[] {
  const handlers = new Set(places.map(({ handler }) => handler));
  const called = new Set(places.map(({ call }) => call));
  return [
    ...[...taskKinds, ...callers].filter((name) => handlers.has(name) === IDLE.has(name)),
    ...calls.filter((name) => !called.has(name)),
  ];
}

/** Days looked at for one on which everything happens. */
const DAYS = 60;

/** The first day on which both requests pass through every function and every port is called. Which one that is changes with the dice. */
export async function aDayWithEverything(): Promise<number> {
  for (let seed = 1; seed <= DAYS; seed += 1) if (missingOn((await placesOf(seed)).places).length === 0) return seed;
  throw new Error(`on none of ${DAYS} days every function is called`);
}

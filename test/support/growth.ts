import { dispatchVersion } from '#products/rehearsal/app/outbox.ts';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import type { Store } from '#functions/wiring/system.ts';
import { countOperations, type Operations } from './counting.ts';
import { answers, does, runs, stateOf } from './application/requests.ts';
import { sampleRules } from './sample-request.ts';
import { deliver, openWorld, START, type World } from './application/world.ts';
import { ending } from './request-steps.ts';
import { effectsOfRequest } from '#test/support/effects-of-request.ts';

/** Document operations of one request's transitions and effects, and of a sweep that finds nothing. */
interface GrowthCost {
  transitions: number;
  sweep: number;
}

export interface Measured {
  cost: GrowthCost;
  /** What was measured, for others to look like it. */
  like: string;
}

/** A store's world in which costs are counted. */
export interface GrowthWorld {
  world: World;
  plain: Store;
  operations: Operations;
}

export function openGrowthWorld(store: Store, time = { now: START }): GrowthWorld {
  const { store: counted, operations } = countOperations(store);
  // None that is over: whoever came first would pay for its cut.
  const releases = sampleRules.releases.slice(1);
  return { world: openWorld({ store: counted, time, rules: { releases } }), plain: store, operations };
}

/** From the form to the approval of one job, one step after another, with all its effects performed, and a sweep after it. */
export async function measureOne({ world, plain, operations }: GrowthWorld, id: string): Promise<Measured> {
  const before = sum(operations);
  const run = await runs(world, id);
  await settle(world, plain, id, 0);
  const settled = (await plain.get({ collection: 'requests', id }))?.state.version ?? 0;
  await does(world, id, { command: 'end_run', run: run.id, fencing: run.fencing, ending: ending() });
  await answers(world, id, 'grace', 'verdict', 'approve');
  await settle(world, plain, id, settled);
  const transitions = sum(operations) - before;
  if ((await stateOf({ ...world, system: { ...world.system, store: plain } }, id)).status !== 'approved') throw new Error('not approved');
  return { cost: { transitions, sweep: await sweepCost(world, operations, id) }, like: id };
}

export async function sweepCost(world: World, operations: Operations, id: string): Promise<number> {
  const before = sum(operations);
  await sweep(world.system, `growth:${id}`);
  return sum(operations) - before;
}

function sum({ reads, writes, deletes }: Operations): number {
  return reads + writes + deletes;
}

/** Dispatches what the commits since `from` asked for, as events would, and delivers the tasks that are due. */
async function settle(world: World, plain: Store, id: string, from: number): Promise<void> {
  const { tasks } = world.queue;
  for (let version = from + 1, next = 0; ;) {
    const latest = (await plain.get({ collection: 'requests', id }))?.state.version ?? 0;
    for (; version <= latest; version += 1) await dispatchVersion(world.system, { collection: 'timeline', parent: id }, version);
    const task = tasks[next];
    if (task === undefined) break;
    next += 1;
    if ((task.notBefore ?? 0) <= (await plain.now())) await deliver(world, task);
  }
  tasks.splice(0);
}

/** So many requests that look like `like`, decided and done with, each with an effect that was performed. */
export async function addOthers(store: Store, like: string, count: number, first = 0): Promise<void> {
  const request = await store.get({ collection: 'requests', id: like });
  const effects = (await effectsOfRequest(store, like)).slice(0, 3);
  if (request === undefined) throw new Error('no such request');
  const end = first + count;
  for (let from = first; from < end; from += 200) {
    await store.transact(async (tx) => {
      for (let n = from; n < Math.min(end, from + 200); n += 1) {
        const id = `other${n}`;
        tx.set({ collection: 'requests', id }, { ...request, id, pullRequestKey: `oppia/oppia#${100_000 + n}` });
        const effect = effects[n % effects.length];
        const key = `${id}-1-0`;
        if (effect !== undefined)
          tx.set({ collection: 'outbox', id: key }, { ...effect, key, subject: { kind: 'request', id }, state: 'done', open: false });
      }
    });
  }
}

import type { WaitCode } from '#contexts/backends/domain/waiting.ts';
import { isMet, isOver, type Group, type Hold, type KnownStep } from '#contexts/plans/domain/step.ts';
import { dependencyLookup, type Dependency } from '#contexts/plans/domain/dependency.ts';
import { openPools, type Pools } from '#contexts/plans/domain/pools.ts';
import type { Instant } from '#kernel/time.ts';

/** B3. Why a step waits, since when where that is known, and who can change it. */
export interface Reason extends Hold {
  code: WaitCode;
  /** The steps that it waits for, with `dependency`. */
  steps?: readonly string[];
}

/** What a step that is not over is told. `end`: it will never run. */
export type Judgement = { name: string } & (
  | { verdict: 'start' }
  | { verdict: 'wait'; reason: Reason }
  | { verdict: 'end'; state: 'cancelled' | 'dependency_failed'; culprit?: string; why: string }
);

/** Since when, by whom and why something was said of a plan or a backend. */
interface Said {
  since: Instant;
  why: string;
}

/** What steps are judged by beside themselves. */
export interface World {
  /** The plan as a whole is cancelled: what has not begun before the group `after` never will. */
  cancelled?: Said;
  /** B2: nothing new starts there; a drain is a pause that will end. */
  paused?: Said;
  maintenance?: Said;
  /** B7: slots by pool. Left out, there is room for all. */
  pools?: Pools;
  /** Another has the backend for itself, or this plan wants it for itself and another still uses it. */
  taken?: Said;
  /** Why a step can never run on this backend, in words; undefined when it can. */
  neverHere?: (step: KnownStep) => string | undefined;
}

/** B3: every step that waits, in the order given, with what it is told. Slots go to whoever comes first; one bad step never stops the others. */
export function ready(steps: readonly KnownStep[], world: World = {}): Judgement[] {
  const pools = openPools(world.pools);
  const dependencyOf = dependencyLookup(steps);
  return steps.flatMap((step): Judgement[] => {
    if (isOver(step.state) || step.state === 'running') return [];
    return [{ name: step.name, ...judge(step, dependencyOf(step), world, pools) }];
  });
}

/** The first that may start now; the rest is not judged. */
export function firstReady<S extends KnownStep>(steps: readonly S[], world: World = {}): S | undefined {
  const pools = openPools(world.pools);
  const dependencyOf = dependencyLookup(steps);
  return steps.find(
    (step) => !isOver(step.state) && step.state !== 'running' && judge(step, dependencyOf(step), world, pools).verdict === 'start',
  );
}

type Told = Judgement extends infer J ? (J extends unknown ? Omit<J, 'name'> : never) : never;

/** In B3's order: cancelled, paused, maintenance, dependency, capacity, start. */
function judge(step: KnownStep, dependency: Dependency, world: World, pools: ReturnType<typeof openPools>): Told {
  if (world.cancelled !== undefined && endsWithPlan(step.group)) return { verdict: 'end', state: 'cancelled', why: world.cancelled.why };
  if (dependency.state === 'lost')
    return { verdict: 'end', state: 'dependency_failed', culprit: dependency.culprit, why: `${dependency.culprit} did not succeed` };
  if (world.paused !== undefined) return wait('paused', world.paused, 'operator');
  if (world.maintenance !== undefined) return wait('maintenance', world.maintenance, 'operator');
  if (dependency.state === 'awaited') return { verdict: 'wait', reason: { ...awaiting(dependency.steps), ...sinceOf(step) } };
  if (step.hold !== undefined) return { verdict: 'wait', reason: { code: 'held', ...step.hold } };
  return capacity(step, world, pools);
}

/** D6: what puts the backend in order again is done whatever became of the rest. */
function endsWithPlan(group: Group): boolean {
  return group !== 'after';
}

function wait(code: WaitCode, { since, why }: Said, who: Hold['who']): Told {
  return { verdict: 'wait', reason: { code, why, since, who } };
}

/** It waits for these. */
export function awaiting(steps: readonly string[]): Reason {
  const few = steps.slice(0, 3).join(', ');
  return { code: 'dependency', steps, who: 'time', why: `waits for ${few}${steps.length > 3 ? ` and ${steps.length - 3} more` : ''}` };
}

function sinceOf({ since }: KnownStep): { since?: Instant } {
  return since === undefined ? {} : { since };
}

function capacity(step: KnownStep, { neverHere, taken }: World, pools: ReturnType<typeof openPools>): Told {
  const never = neverHere?.(step) ?? pools.never(step);
  if (never !== undefined) return { verdict: 'wait', reason: { code: 'never_here', why: never, who: 'settings', ...sinceOf(step) } };
  if (taken !== undefined) return wait('backend_taken', taken, 'time');
  const full = pools.take(step);
  return full === undefined
    ? { verdict: 'start' }
    : { verdict: 'wait', reason: { code: 'no_slot', why: full, who: 'time', ...sinceOf(step) } };
}

interface Kept extends Omit<KnownStep, 'group' | 'needs'> {
  left: number;
}

/** The same of the steps of one page, by place: what each still waits for is counted, and `general` says how it stands with the groups before. Undefined where nothing is to be said. */
export function judgeKept(steps: readonly Kept[], group: Group, general: Dependency, world: World): (Reason | undefined)[] {
  const pools = openPools(world.pools);
  return steps.map((step) => {
    if (isOver(step.state) || step.state === 'running') return undefined;
    const awaited: Dependency = { state: 'awaited', steps: [plural(step.left)] };
    const dependency = general.state === 'met' && step.state === 'waiting' ? awaited : general;
    const told = judge({ ...step, group, needs: [] }, dependency, world, pools);
    return told.verdict === 'wait'
      ? told.reason
      : told.verdict === 'end'
        ? { code: codeOf(told.state), why: told.why, who: 'time' }
        : undefined;
  });
}

function plural(count: number): string {
  return count === 1 ? 'another step' : `${count} other steps`;
}

/** It is about to end: the batch that ends it is on its way. */
function codeOf(state: 'cancelled' | 'dependency_failed'): WaitCode {
  return state === 'cancelled' ? 'cancelled' : 'dependency';
}

/** The judgements of those that wait, by name: why nothing happens (O4, W6). */
export function blocked(judged: readonly Judgement[]): Map<string, Reason> {
  return new Map(judged.flatMap((one) => (one.verdict === 'wait' ? [[one.name, one.reason] as const] : [])));
}

/** The step at which a group stands whose steps are done one behind the other. What makes ready stops at one that did not succeed; what puts in order again goes on whatever failed (D6). */
export function front<S extends Pick<KnownStep, 'group' | 'state'>>(steps: readonly S[], group: Group): S | undefined {
  return steps.find((step) => step.group === group && (group === 'after' ? !isOver(step.state) : !isMet(step.state)));
}

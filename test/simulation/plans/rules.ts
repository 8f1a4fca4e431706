import { storedPlans } from '#contexts/plans/app/stored-plans.ts';
import type { PlannedStep } from '#contexts/plans/domain/page.ts';
import type { PlanState } from '#contexts/plans/domain/state.ts';
import type { Step } from '#contexts/plans/domain/step.ts';
import { canonical, checkChain } from '#kernel/chain.ts';
import { fold } from '#kernel/process.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { pagesOf, stateOf } from '#test/support/plan-house.ts';

/** What is true of the plan now, and what was before: checked after every act, by what a plan means and not by how it is kept. */
export interface Seen {
  system: System;
  steps: readonly Step[];
  pools: Readonly<Record<string, number>>;
  before: ReadonlyMap<string, PlannedStep>;
  now: ReadonlyMap<string, PlannedStep>;
  state: PlanState;
  /** Names of steps that somebody cancelled, and whether somebody cancelled all. */
  cancelled: ReadonlySet<string>;
  isOver: boolean;
}

type Rule = (seen: Seen) => string | undefined | Promise<string | undefined>;

/** Each says what is wrong, or nothing. */
export const planRules: Readonly<Record<string, Rule>> = {
  'nothing runs before its needs': (seen) =>
    begun(seen)
      .map(whyTooEarly(seen))
      .find((why) => why !== undefined),
  'no pool gives more slots than it has': ({ steps, pools, now }) => {
    for (const [pool, size] of Object.entries(pools)) {
      const running = steps.filter((step) => (step.pool ?? 'default') === pool && now.get(step.name)?.state === 'running');
      const used = running.reduce((sum, { weight = 1 }) => sum + weight, 0);
      if (used > size) return `${used} of ${size} slots of ${pool}`;
    }
    return undefined;
  },
  'what is over stays as it ended': ({ before, now }) => {
    for (const [name, step] of before)
      if (isEnd(step.state) && now.get(name)?.state !== step.state) return `${name} was ${step.state} and is ${now.get(name)?.state}`;
    return undefined;
  },
  'a plan knows how many of its steps are in which state': async ({ system, state }) => {
    for (const page of await pagesOf(system, state.id)) {
      const counts: Record<string, number> = {};
      for (const one of page.steps) counts[one.state] = (counts[one.state] ?? 0) + 1;
      const known = Object.entries(state.pages[page.n]?.counts ?? {});
      if (canonical(Object.fromEntries(known)) !== canonical(counts))
        return `page ${page.n} has ${JSON.stringify(counts)}, and the plan says ${JSON.stringify(known)}`;
    }
    return undefined;
  },
  'what never ran has a culprit that did not succeed': ({ steps, now }) =>
    steps
      .filter(({ name }) => now.get(name)?.state === 'dependency_failed')
      .map(({ name }) => ({ name, culprit: now.get(now.get(name)?.culprit ?? '')?.state }))
      .flatMap(({ name, culprit }) => (culprit === 'failed' || culprit === 'cancelled' ? [] : [`${name}: its culprit is ${culprit}`]))[0],
  'nobody is lost for a neighbour': ({ steps, now, state, isOver }) => {
    if (!isOver) return undefined;
    const isDoomed = state.lostBefore !== undefined;
    return steps
      .filter(({ name, group }) => now.get(name)?.state === 'dependency_failed' && !(group === 'main' && isDoomed))
      .filter(({ needs }) => needs.every((need) => isMet(now.get(need)?.state)))
      .map(({ name }) => `${name} never ran, and all that it needs is there`)[0];
  },
  'every plan ends, and nothing of it is forgotten': ({ now, state, isOver }) => {
    if (!isOver) return undefined;
    const open = [...now.values()].filter((one) => !isEnd(one.state)).map((one) => `${one.name} is ${one.state}`);
    if (open.length > 0) return open.slice(0, 5).join(', ');
    return state.ended === undefined ? 'the plan has no end' : undefined;
  },
  'what puts in order again is done whatever failed': ({ steps, now, cancelled, isOver }) =>
    isOver
      ? steps
          .filter(({ name, group, needs }) => group === 'after' && needs.length === 0 && !cancelled.has(name))
          .filter(({ name }) => now.get(name)?.operation === undefined)
          .map(({ name }) => `${name} was never done`)[0]
      : undefined,
  'the state is the fold of the timeline': async ({ system, state, isOver }) => {
    if (!isOver) return undefined;
    const found = await system.store.query({ index: 'planTimelineInOrder', equal: {}, parent: state.id, limit: 500 });
    const entries = found.map(({ document }) => document);
    const { loaded: _loaded, ...folded } = fold(storedPlans.process, entries) ?? { loaded: undefined };
    if (canonical(folded) !== canonical(state)) return `${JSON.stringify(folded)} is not ${JSON.stringify(state)}`;
    const document = await system.store.get({ collection: 'plans', id: state.id });
    const faults = checkChain(entries, { version: state.version, own: document?.chainHead }, system.hash, storedPlans.privacy);
    return faults.length === 0 ? undefined : JSON.stringify(faults);
  },
};

function begun({ before, now }: Seen): PlannedStep[] {
  return [...now.values()].filter((one) => one.operation !== undefined && before.get(one.name)?.operation === undefined);
}

function whyTooEarly({ steps, before }: Seen): (one: PlannedStep) => string | undefined {
  return ({ name }) => {
    const step = steps.find((one) => one.name === name);
    const missing = step?.needs.find((need) => !isMet(before.get(need)?.state));
    if (missing !== undefined) return `${name} began while ${missing} is ${before.get(missing)?.state}`;
    const earlier = steps.filter(
      ({ group }) => group !== step?.group && (step?.group === 'main' ? group === 'before' : step?.group === 'after'),
    );
    const bad = earlier.find((one) => (step?.group === 'main' ? !isMet(before.get(one.name)?.state) : !isEnd(before.get(one.name)?.state)));
    return bad === undefined
      ? undefined
      : `${name} of ${step?.group} began while ${bad.name} of ${bad.group} is ${before.get(bad.name)?.state}`;
  };
}

function isMet(state: string | undefined): boolean {
  return state === 'succeeded' || state === 'skipped';
}

function isEnd(state: string | undefined): boolean {
  return state !== undefined && !['waiting', 'ready', 'running'].includes(state);
}

export async function look(system: System, id: string): Promise<{ state: PlanState; now: Map<string, PlannedStep> }> {
  const pages = await pagesOf(system, id);
  return { state: await stateOf(system, id), now: new Map(pages.flatMap(({ steps }) => steps.map((one) => [one.name, one] as const))) };
}

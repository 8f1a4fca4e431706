import { placesOf } from '#kernel/graph/order.ts';
import type { Page, PlannedStep } from '#contexts/plans/domain/page.ts';
import type { Step } from '#contexts/plans/domain/step.ts';
import type { Instant } from '#kernel/time.ts';

interface Layout {
  id: string;
  steps: readonly Step[];
  /** Numbers of the steps that begin a page. */
  starts: readonly number[];
  /** By number of a step: those of its group that need it. */
  dependants: readonly (readonly number[])[];
  /** Operations that are taken instead of running, by the name of the step. */
  taken: ReadonlyMap<string, string>;
  now: Instant;
}

/** A need of an earlier group says nothing that the order of groups does not say. */
export function withinGroups(steps: readonly Step[]): Step[] {
  const groupOf = new Map(steps.map(({ name, group }) => [name, group]));
  return steps.map((step) => ({ ...step, needs: [...new Set(step.needs)].filter((need) => groupOf.get(need) === step.group) }));
}

/** The steps on their pages, needs and dependants by number. */
export function layOut({ id, steps, starts, dependants, taken, now }: Layout): Page[] {
  const pageOf = pagesByStep(starts, steps.length);
  const places = placesOf(steps);
  const bound = withinGroups(steps).map((step, at): PlannedStep => {
    const needs = step.needs.flatMap((need) => places.get(need) ?? []);
    const left = step.needs.filter((need) => !taken.has(need)).length;
    const feeds = new Set((dependants[at] ?? []).flatMap((one) => pageOf[one] ?? []));
    feeds.delete(pageOf[at] ?? -1);
    return {
      ...asKept(step),
      needs,
      feeds: [...feeds].toSorted((a, b) => a - b),
      left,
      ...stateOf(left, taken.get(step.name)),
      since: now,
    };
  });
  return starts.map((first, n) => ({
    plan: id,
    n,
    group: steps[first]?.group ?? 'main',
    first,
    steps: bound.slice(first, starts[n + 1]),
    ends: [],
    told: {},
  }));
}

function pagesByStep(starts: readonly number[], count: number): number[] {
  let page = -1;
  return Array.from({ length: count }, (_, at) => (at === starts[page + 1] ? (page += 1) : page));
}

function asKept({ name, program, input, pool, weight }: Step): Pick<PlannedStep, 'name' | 'program' | 'input' | 'pool' | 'weight'> {
  return { name, program, input, ...(pool === undefined ? {} : { pool }), ...(weight === undefined ? {} : { weight }) };
}

function stateOf(left: number, operation: string | undefined): Pick<PlannedStep, 'state' | 'operation' | 'reused'> {
  if (operation !== undefined) return { state: 'succeeded', operation, reused: true };
  return { state: left === 0 ? 'ready' : 'waiting' };
}

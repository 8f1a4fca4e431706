import { placesOf } from '#kernel/graph/order.ts';
import type { Ordered } from '#kernel/graph/ordered.ts';

/** Places of steps whose name an earlier one has. */
export function duplicates(steps: readonly Ordered[]): number[] {
  const names = new Set<string>();
  return steps.flatMap(({ name }, at) => (names.has(name) ? [at] : (names.add(name), [])));
}

/** Needs that name no step: of which step, by its place, and which of its needs. */
export function needsOfNothing(steps: readonly Ordered[]): { step: number; at: number; need: string }[] {
  const places = placesOf(steps);
  return steps.flatMap(({ needs }, step) => needs.flatMap((need, at) => (places.has(need) ? [] : [{ step, at, need }])));
}

import { openHeap } from '#kernel/graph/heap.ts';
import type { Ordered } from '#kernel/graph/ordered.ts';

/** R1: each after what it needs, independent ones as they were given. What stands in a circle, or behind one, comes as soon as nothing else can; needs that name no step are ignored. */
export function inOrder<S extends Ordered>(steps: readonly S[]): S[] {
  const { left, dependants } = countNeeds(steps);
  const heap = openHeap();
  const done = new Set<number>();
  left.forEach((count, at) => count === 0 && heap.push(at));
  const ordered: S[] = [];
  for (let stuck = 0; ordered.length < steps.length;) {
    let at = heap.pop();
    // What needs itself is refused when a plan is made; stored all the same, the first of it goes on.
    for (; at === undefined; stuck += 1) if (!done.has(stuck)) at = stuck;
    const step = steps[at];
    if (step === undefined || done.has(at)) continue;
    done.add(at);
    ordered.push(step);
    for (const next of dependants[at] ?? []) if (lower(left, next) === 0) heap.push(next);
  }
  return ordered;
}

function lower(left: number[], at: number): number {
  const count = (left[at] ?? 0) - 1;
  left[at] = count;
  return count;
}

/** By place: how many different steps it still needs, and the places of those that need it. Of several of one name the last counts. */
export function countNeeds(steps: readonly Ordered[]): { left: number[]; dependants: number[][] } {
  const places = placesOf(steps);
  const dependants: number[][] = steps.map(() => []);
  const left = steps.map(({ needs }, at) => {
    let count = 0;
    for (const need of new Set(needs)) {
      const place = places.get(need);
      if (place === undefined) continue;
      dependants[place]?.push(at);
      count += 1;
    }
    return count;
  });
  return { left, dependants };
}

export function placesOf(steps: readonly Ordered[]): Map<string, number> {
  return new Map(steps.map(({ name }, at) => [name, at]));
}

/** Every step that needs this one, straight or through others, as they were given. */
export function dependantsOf<S extends Ordered>(steps: readonly S[], name: string): S[] {
  const needing = new Map<string, string[]>();
  for (const step of steps) for (const need of step.needs) push(needing, need, step.name);
  const reached = reach(name, (one) => needing.get(one) ?? []);
  return steps.filter((step) => step.name !== name && reached.has(step.name));
}

function push(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** Names of the steps that must be over before this one, however far back. Safe on circles; it never holds names of no step. */
export function neededBy(steps: readonly Ordered[], name: string): Set<string> {
  const needsOf = new Map(steps.map((step) => [step.name, step.needs]));
  const reached = reach(name, (one) => (needsOf.get(one) ?? []).filter((need) => needsOf.has(need)));
  const isInCircle = [...reached].some((one) => one !== name && (needsOf.get(one) ?? []).includes(name));
  if (!isInCircle && needsOf.get(name)?.includes(name) !== true) reached.delete(name);
  return reached;
}

/** Itself, and all that it leads to. */
function reach(from: string, next: (name: string) => readonly string[]): Set<string> {
  const reached = new Set([from]);
  const toVisit = [from];
  for (let one = toVisit.pop(); one !== undefined; one = toVisit.pop())
    for (const other of next(one)) {
      if (reached.has(other)) continue;
      reached.add(other);
      toVisit.push(other);
    }
  return reached;
}

import { countNeeds } from '#kernel/graph/order.ts';
import type { Ordered } from '#kernel/graph/ordered.ts';

/**
 * Circles of needs, each as its steps in order (`a needs b needs a` is [a, b]), found in the order in which they were given. Every knot of steps that
 * cannot be put in order gives at least one; a step is named in one circle only. Needs that name no step are ignored; of steps of one name the first counts.
 */
export function circlesIn(all: readonly Ordered[]): string[][] {
  const steps = firstOfEach(all);
  const left = new Map(steps.map((step) => [step.name, step.needs]));
  const circles: string[][] = [];
  const loosened = loosen(steps);
  loosened.free(left);
  for (;;) {
    const circle = someCircle(left);
    if (circle === undefined) return circles;
    circles.push(circle);
    for (const step of circle) loosened.take(left, step);
  }
}

function firstOfEach(steps: readonly Ordered[]): Ordered[] {
  const names = new Set<string>();
  return steps.filter(({ name }) => !names.has(name) && names.add(name));
}

type Left = Map<string, readonly string[]>;

/** Takes out, again and again, what needs nothing that is left: each need is looked at once. */
function loosen(steps: readonly Ordered[]): { free(left: Left): void; take(left: Left, name: string): void } {
  const { left: counts, dependants } = countNeeds(steps);
  const places = new Map(steps.map(({ name }, at) => [name, at]));
  const loose: number[] = [];
  function empty(left: Left): void {
    for (let at = loose.pop(); at !== undefined; at = loose.pop()) {
      const { name = '' } = steps[at] ?? {};
      if (!left.delete(name)) continue;
      for (const next of dependants[at] ?? []) if ((counts[next] = (counts[next] ?? 0) - 1) === 0) loose.push(next);
    }
  }
  return {
    free(left) {
      counts.forEach((count, at) => count === 0 && loose.push(at));
      empty(left);
    },
    take(left, name) {
      const at = places.get(name);
      if (at === undefined || !left.has(name)) return;
      loose.push(at);
      empty(left);
    },
  };
}

/** Every step that is left needs another that is left, so walking on must come back to where it was. */
function someCircle(left: Left): string[] | undefined {
  const walked = new Map<string, number>();
  let [step] = left.keys();
  while (step !== undefined && !walked.has(step)) {
    walked.set(step, walked.size);
    step = left.get(step)?.find((need) => left.has(need));
  }
  return step === undefined ? undefined : [...walked.keys()].slice(walked.get(step));
}

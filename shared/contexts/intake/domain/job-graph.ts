import { append } from '#kernel/lists.ts';
/** One job as far as order is concerned. */
export interface Node {
  step: string;
  needs: readonly string[];
}

/**
 * Cycles of `needs`, each as its steps in order (`A needs B needs A` is [A, B]), found in form order. Every knot of jobs that
 * cannot be put in order gives at least one; a job is named in one cycle only. Unknown steps are ignored; of steps with the
 * same name the first counts.
 */
export function findCycles(nodes: readonly Node[]): string[][] {
  const needsOf = new Map<string, readonly string[]>();
  for (const node of nodes) if (!needsOf.has(node.step)) needsOf.set(node.step, node.needs);
  const cycles: string[][] = [];
  for (;;) {
    removeOrderable(needsOf);
    const cycle = someCycle(needsOf);
    if (cycle === undefined) return cycles;
    cycles.push(cycle);
    for (const step of cycle) needsOf.delete(step);
  }
}

/** Steps that must have passed before this one, however far back. Safe on cycles; never holds unknown steps. */
export function allNeeded(nodes: readonly Node[], step: string): Set<string> {
  const needsOf = new Map(nodes.map((node) => [node.step, node.needs]));
  const reached = new Set<string>();
  const toVisit = [...(needsOf.get(step) ?? [])];
  for (let next = toVisit.pop(); next !== undefined; next = toVisit.pop()) {
    const needs = needsOf.get(next);
    if (needs === undefined || reached.has(next)) continue;
    reached.add(next);
    append(toVisit, needs);
  }
  return reached;
}

/** Takes out, again and again, what needs nothing that is left. */
function removeOrderable(needsOf: Map<string, readonly string[]>): void {
  for (let removed = true; removed;) {
    removed = false;
    for (const [step, needs] of needsOf) {
      if (needs.some((need) => needsOf.has(need))) continue;
      needsOf.delete(step);
      removed = true;
    }
  }
}

/** Every step that is left needs another that is left, so walking on must come back to where it was. */
function someCycle(needsOf: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const walked: string[] = [];
  let [step] = needsOf.keys();
  while (step !== undefined && !walked.includes(step)) {
    walked.push(step);
    step = needsOf.get(step)?.find((need) => needsOf.has(need));
  }
  return step === undefined ? undefined : walked.slice(walked.indexOf(step));
}

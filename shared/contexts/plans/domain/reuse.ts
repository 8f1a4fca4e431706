import { inOrder, placesOf } from '#kernel/graph/order.ts';
import type { Step } from '#contexts/plans/domain/step.ts';
import type { Instant } from '#kernel/time.ts';

/** An operation of an earlier plan, or of one that is still under way. */
export interface Earlier {
  operation: string;
  state: 'running' | 'succeeded' | 'failed' | 'cancelled';
  /** Names everything that the outcome depends on beside the steps before it: program, input, code. The same text, the same outcome. */
  fingerprint: string;
  startedAt: Instant;
  endedAt?: Instant;
  commit?: string;
}

/** What becomes of a step before anything runs: `join` waits for the end of one that runs already, so that it is never done twice (K2). */
export type Reuse = { name: string } & ({ take: 'run'; why: string } | { take: 'reuse' | 'join'; operation: Earlier });

export interface Reusing {
  steps: readonly Step[];
  /** By the name of a step: what the outcome would depend on now. */
  fingerprintOf: (step: Step) => string;
  /** What is known of each step, in any order; none, if nothing is. */
  earlierOf: (step: Step) => readonly Earlier[];
  /** Steps that are to run whatever is known of them. */
  forced?: ReadonlySet<string>;
}

/**
 * An earlier outcome is taken when it succeeded and nothing that it depends on has changed: not its own fingerprint, and no step that it needs runs again.
 * What failed runs again; what runs at the same fingerprint is joined, and what depends on it runs after it.
 */
export function reuse({ steps, fingerprintOf, earlierOf, forced = new Set() }: Reusing): Reuse[] {
  const places = placesOf(steps);
  const decided = new Map<string, Reuse>();
  for (const step of inOrder(steps)) {
    const changed = step.needs.find((need) => places.has(need) && decided.get(need)?.take !== 'reuse');
    decided.set(step.name, { name: step.name, ...take(step, changed) });
  }
  return steps.map(({ name }) => decided.get(name) ?? { name, take: 'run', why: 'nothing is known of it' });

  function take(step: Step, changed: string | undefined): Taken {
    if (changed !== undefined) return { take: 'run', why: `${changed} runs before it` };
    const same = earlierOf(step).filter(({ fingerprint }) => fingerprint === fingerprintOf(step));
    const running = newest(same.filter(({ state }) => state === 'running'));
    if (running !== undefined) return { take: 'join', operation: running };
    if (forced.has(step.name)) return { take: 'run', why: 'it was asked for' };
    const succeeded = newest(same.filter(({ state }) => state === 'succeeded'));
    if (succeeded !== undefined) return { take: 'reuse', operation: succeeded };
    return { take: 'run', why: same.length > 0 ? 'it has not succeeded yet' : 'it has not run with this before' };
  }
}

type Taken = Reuse extends infer R ? (R extends unknown ? Omit<R, 'name'> : never) : never;

function newest(all: readonly Earlier[]): Earlier | undefined {
  return all.reduce<Earlier | undefined>((best, one) => (best === undefined || one.startedAt > best.startedAt ? one : best), undefined);
}

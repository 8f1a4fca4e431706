import { isMet, isOver, type KnownStep } from '#contexts/plans/domain/step.ts';

/** O4, Q5. What would become of one step if the plan went on now. `R`: what its owner knows of an earlier outcome. */
export type Preview<R> = { name: string } & (
  | { plan: 'run'; /** Steps that must have succeeded before. */ after: string[] }
  | { plan: 'reuse'; earlier: R }
  | { plan: 'blocked'; because: string }
);

export interface Previewing<S extends KnownStep, R> {
  /** Whatever else is true, this is taken: it ended well already. */
  kept: (step: S) => R | undefined;
  /** Why it can never run there, in words. */
  neverHere?: (step: S) => string | undefined;
  /** What keeps all of them from starting. */
  general?: string | undefined;
  /** What keeps this one from starting, beside what it needs. */
  own?: (step: S) => string | undefined;
  /** What needs it waits for it no more; where it is left out, what has succeeded. */
  done?: (step: S) => boolean;
  /** An earlier outcome that would be taken instead of running. */
  earlier?: (step: S) => R | undefined;
}

/** For every step, in the order given: the first that is true of kept, never here, blocked, reused; else it runs. */
export function preview<S extends KnownStep, R>(steps: readonly S[], facts: Previewing<S, R>): Preview<R>[] {
  const { done = ({ state }: S) => isMet(state) } = facts;
  const met = new Set(steps.filter(done).map(({ name }) => name));
  return steps.map((step): Preview<R> => {
    const { name } = step;
    const kept = facts.kept(step);
    if (kept !== undefined) return { name, plan: 'reuse', earlier: kept };
    const because = facts.neverHere?.(step) ?? facts.general ?? facts.own?.(step);
    if (because !== undefined) return { name, plan: 'blocked', because };
    const earlier = facts.earlier?.(step);
    if (earlier !== undefined) return { name, plan: 'reuse', earlier };
    return { name, plan: 'run', after: step.needs.filter((need) => !met.has(need)) };
  });
}

/** O4: an answer of its own. */
export function nothingToDo<R>(previews: readonly Preview<R>[], steps: readonly Pick<KnownStep, 'state'>[]): boolean {
  return previews.every(({ plan }) => plan === 'reuse') || steps.every(({ state }) => isOver(state));
}

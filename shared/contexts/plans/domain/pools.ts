import type { Step } from '#contexts/plans/domain/step.ts';

/** B7. Slots of a backend by pool: how many there are, and how many are in use. */
export type Pools = Readonly<Record<string, { size: number; used: number }>>;

const DEFAULT_POOL = 'default';

type Taking = Pick<Step, 'name' | 'pool' | 'weight'>;

function poolOf({ pool = DEFAULT_POOL }: Pick<Step, 'pool'>): string {
  return pool;
}

/** Slots while they are given out one after the other. Both say why not, in words; undefined when it is well. */
export function openPools(pools: Pools | undefined): { never(step: Taking): string | undefined; take(step: Taking): string | undefined } {
  const used = new Map(Object.entries(pools ?? {}).map(([name, pool]) => [name, pool.used]));
  return {
    never(step) {
      if (pools === undefined) return undefined;
      const name = poolOf(step);
      const pool = Object.hasOwn(pools, name) ? pools[name] : undefined;
      if (pool === undefined) return `this backend has no pool ${name}`;
      const { weight = 1 } = step;
      return weight <= pool.size ? undefined : `it takes ${weight} slots of ${name}, which has ${pool.size}`;
    },
    take(step) {
      if (pools === undefined) return undefined;
      const name = poolOf(step);
      const { weight = 1 } = step;
      const free = (pools[name]?.size ?? 0) - (used.get(name) ?? 0);
      if (weight > free) return `it takes ${weight} ${weight === 1 ? 'slot' : 'slots'} of ${name}, of which ${Math.max(0, free)} are free`;
      used.set(name, (used.get(name) ?? 0) + weight);
      return undefined;
    },
  };
}

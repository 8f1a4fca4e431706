import { z } from 'zod';
import { DEFAULT_POOL, MOST_SLOTS, type PoolRules } from '#contexts/backends/domain/pool-rules.ts';
import type { SettingsProblem } from '#contexts/access/settings/problems.ts';
import { MINUTE } from '#kernel/time.ts';

const poolName = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, 'must be lower-case letters, digits, - and _, at most 40');

const rule = z
  .strictObject({
    action: z.string().min(1).max(200).optional().describe('fits actions of this name; `*` stands for any letters'),
    command: z
      .string()
      .regex(/^[^\s:]+$/, 'must be one word, without a version')
      .max(100)
      .optional()
      .describe('fits commands whose first word it is, whatever their version'),
    database: z.boolean().optional().describe('fits what uses the database, or what does not'),
    pool: poolName.describe('where it takes its slots from'),
    weight: z.int().min(1).max(MOST_SLOTS).default(1).describe('how many it takes'),
  })
  .refine(({ action, command, database }) => action ?? command ?? database !== undefined, 'must name an action, a command or the database');

/** B7. Of a backend. */
export const poolSettings = {
  pools: z
    .record(poolName, z.strictObject({ slots: z.int().min(1).max(100).describe('how many there are') }))
    .optional()
    .describe(
      'slots by the name of their pool, `default` among them: how much of what shares the backend may run at once; left out, `default` has `capacity` slots',
    ),
  poolRules: z
    .array(rule)
    .max(100)
    .default([])
    .describe(
      'the first that fits says which pool an action takes its slots from, and how many; where none fits, one of `database`, if it uses the database and there is such a pool, or of `default`',
    ),
  exclusiveAfterMinutes: z
    .number()
    .min(0)
    .max(7 * 24 * 60)
    .default(30)
    .describe(
      'a request that has waited so long for the backend while others share it: nothing new starts there before it has had its turn',
    ),
  heavyAfterMinutes: z
    .number()
    .min(0)
    .max(7 * 24 * 60)
    .default(15)
    .describe('what takes several slots and has waited so long: they are kept for it as they become free'),
};

interface Given {
  capacity: number;
  pools?: Readonly<Record<string, { slots: number }>> | undefined;
  poolRules: readonly {
    action?: string | undefined;
    command?: string | undefined;
    database?: boolean | undefined;
    pool: string;
    weight: number;
  }[];
  exclusiveAfterMinutes: number;
  heavyAfterMinutes: number;
}

/** E4: waiting for machines is meant on the wall. */
export function poolRulesOf({ capacity, pools, poolRules, exclusiveAfterMinutes, heavyAfterMinutes }: Given, timeScale: number): PoolRules {
  return {
    pools:
      pools === undefined
        ? { [DEFAULT_POOL]: capacity }
        : Object.fromEntries(Object.entries(pools).map(([name, { slots }]) => [name, slots])),
    rules: poolRules.map(({ action, command, database, pool, weight }) => ({
      pool,
      weight,
      ...(action === undefined ? {} : { action }),
      ...(command === undefined ? {} : { command }),
      ...(database === undefined ? {} : { database }),
    })),
    exclusiveAfter: exclusiveAfterMinutes * MINUTE * timeScale,
    heavyAfter: heavyAfterMinutes * MINUTE * timeScale,
  };
}

/** As far as the file could be read. */
interface Sketched {
  capacity?: number | undefined;
  pools?: Readonly<Record<string, { slots?: number | undefined }>> | undefined;
  poolRules: readonly { pool?: string | undefined; weight?: number | undefined }[];
}

/** What no single field can tell: every rule that names a pool there is not, or takes more than its pool has. */
export function poolProblems(path: string, { capacity, pools, poolRules }: Sketched): SettingsProblem[] {
  const sizes = new Map(
    pools === undefined ? [[DEFAULT_POOL, capacity]] : Object.entries(pools).map(([name, { slots }]) => [name, slots] as const),
  );
  const all = [...sizes.values()].reduce<number>((sum, slots) => sum + (slots ?? 0), 0);
  return [
    ...(sizes.has(DEFAULT_POOL) ? [] : [{ path: `${path}.pools`, message: `must have a pool ${DEFAULT_POOL}` }]),
    ...(all > MOST_SLOTS ? [{ path: `${path}.pools`, message: `has ${all} slots in all, more than ${MOST_SLOTS}` }] : []),
    ...poolRules.flatMap(({ pool, weight = 1 }, at): SettingsProblem[] => {
      if (pool === undefined) return [];
      const slots = sizes.get(pool);
      if (!sizes.has(pool))
        return [{ path: `${path}.poolRules[${at}].pool`, message: `is no pool; known are ${[...sizes.keys()].join(', ')}` }];
      return slots === undefined || weight <= slots
        ? []
        : [{ path: `${path}.poolRules[${at}].weight`, message: `is more than the ${slots} of ${pool}` }];
    }),
  ];
}

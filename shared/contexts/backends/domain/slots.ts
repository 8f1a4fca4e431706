import type { Duration, Instant } from '#kernel/time.ts';

/** B7. What is in use of a backend's pools, and by whom. */
export interface SlotsState {
  /** In the order in which they took theirs. */
  holders: readonly Holder[];
  /** Q3. Since when somebody who wants the backend alone has been kept from it by these; nobody is when left out. */
  exclusiveSince?: Instant;
}

export interface Holder {
  /** Who gives them back. */
  holder: string;
  /** What must not be done twice at once, such as `<workspace>/<action>`. */
  key: string;
  pool: string;
  weight: number;
  workspace: string;
  since: Instant;
  /** As far as it is known how long such a thing takes. */
  expectedEnd?: Instant;
  expectedFrom?: Expectation;
}

/** From what an end is expected: how long the same took there before; or how long anything of its kind did. */
export type Expectation = 'itself' | 'backend';

/** Slots of each pool, by its name. */
export type PoolSizes = Readonly<Record<string, number>>;

export const noSlots: SlotsState = { holders: [] };

/** How much of a pool is in use, and how much is free: never less than none, also where a setting made it smaller meanwhile. */
export interface Room {
  size: number;
  used: number;
  free: number;
}

/** Of every pool there is, and of those that somebody holds slots of although the settings no longer have them. */
export function room({ holders }: Pick<SlotsState, 'holders'>, sizes: PoolSizes): Map<string, Room> {
  const rooms = new Map(Object.entries(sizes).map(([pool, size]) => [pool, { size, used: 0, free: size }]));
  for (const { pool, weight } of holders) {
    const { size, used } = rooms.get(pool) ?? { size: 0, used: 0 };
    rooms.set(pool, { size, used: used + weight, free: Math.max(0, size - used - weight) });
  }
  return rooms;
}

/** `unknown_pool` and `too_heavy` are for ever, as the settings are; the others pass. `held`: whoever holds what may be done once at a time. */
export type NoSlot =
  | { code: 'unknown_pool' | 'too_heavy' | 'no_slot'; message: string }
  | { code: 'key_held'; message: string; holder: string };

/** Why these slots could not be had if nobody had any: as the settings are, never. */
export function neverHere(sizes: PoolSizes, { pool, weight }: Pick<Holder, 'pool' | 'weight'>): NoSlot | undefined {
  const size = Object.hasOwn(sizes, pool) ? sizes[pool] : undefined;
  if (size === undefined) return { code: 'unknown_pool', message: `this backend has no pool ${pool}` };
  return weight > size ? { code: 'too_heavy', message: `${taking(pool, weight)}, which has ${size}` } : undefined;
}

function taking(pool: string, weight: number): string {
  return `it takes ${weight} ${weight === 1 ? 'slot' : 'slots'} of ${pool}`;
}

/** Q3. Nothing new starts beside what runs while somebody has waited for so long to have the backend alone. */
export function exclusiveFirst({ exclusiveSince }: SlotsState, after: Duration, now: Instant): boolean {
  return exclusiveSince !== undefined && now - exclusiveSince >= after;
}

/** Why these slots cannot be taken now; undefined when they can. */
export function whyNoSlot(
  slots: SlotsState,
  sizes: PoolSizes,
  wanted: Pick<Holder, 'holder' | 'key' | 'pool' | 'weight'>,
): NoSlot | undefined {
  const { pool, weight, key } = wanted;
  const never = neverHere(sizes, wanted);
  if (never !== undefined) return never;
  const other = slots.holders.find((one) => one.key === key || one.holder === wanted.holder);
  if (other !== undefined) return { code: 'key_held', holder: other.holder, message: `${other.key} has not ended yet` };
  const { free = 0 } = room(slots, sizes).get(pool) ?? {};
  return weight > free ? { code: 'no_slot', message: `${taking(pool, weight)}, of which ${free} are free` } : undefined;
}

/** Throws where `whyNoSlot` says why not, or a weight is none: never more than a pool has, and nothing twice at once. */
export function take(slots: SlotsState, sizes: PoolSizes, taken: Holder): SlotsState {
  const why = whyNoSlot(slots, sizes, taken);
  if (why !== undefined || !Number.isSafeInteger(taken.weight) || taken.weight < 1)
    throw new Error(`slots are taken that there are not: ${why?.message ?? `a weight of ${taken.weight}`}`);
  return { ...slots, holders: [...slots.holders, taken] };
}

/** Given back twice is given back once. */
export function giveBack(slots: SlotsState, holder: string): SlotsState {
  const holders = slots.holders.filter((one) => one.holder !== holder);
  return holders.length === slots.holders.length ? slots : { ...slots, holders };
}

/** Q3. What is wrong with slots and the lease of one backend; nothing ever is. For the simulation, too. */
export function slotFaults(slots: SlotsState, sizes: PoolSizes, isLeased: boolean): string[] {
  const { holders } = slots;
  const twice = (what: 'key' | 'holder'): string[] =>
    holders.flatMap((one, at) => (holders.findIndex((other) => other[what] === one[what]) < at ? [`${one[what]} holds slots twice`] : []));
  const over = [...room(slots, sizes)].flatMap(([pool, { size, used }]) =>
    used > size ? [`${used} slots of ${pool} are in use, which has ${size}`] : [],
  );
  return [
    ...twice('key'),
    ...twice('holder'),
    ...over,
    ...(isLeased && holders.length > 0 ? ['slots are in use while somebody has it alone'] : []),
  ];
}

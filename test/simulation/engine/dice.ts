import { seededRandom } from '#test/support/seeded-random.ts';

/** All chance of a simulation: one stream of numbers, the same for the same seed on every machine. */
export interface Dice {
  /** In [0, 1). */
  next(): number;
  chance(share: number): boolean;
  /** A whole number in [0, n). */
  below(n: number): number;
  between(from: number, to: number): number;
  pick<T>(list: readonly [T, ...T[]]): T;
  anyOf<T>(list: readonly T[]): T | undefined;
  /** A stream of its own, so that what one part draws does not move what the others draw. */
  fork(name: string): Dice;
}

export function createDice(seed: number): Dice {
  const next = seededRandom(seed);
  const self: Dice = {
    next,
    chance: (share) => next() < share,
    below: (n) => Math.floor(next() * n),
    between: (from, to) => Math.floor(from + next() * (to - from)),
    pick: (list) => list[Math.floor(next() * list.length)] ?? list[0],
    anyOf: (list) => list[Math.floor(next() * list.length)],
    fork: (name) => createDice(mixed(seed, name)),
  };
  return self;
}

/** FNV-1a over the seed and the name. */
function mixed(seed: number, name: string): number {
  let hash = Math.imul(0x811c9dc5 ^ seed, 0x01000193);
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 13)) >>> 0;
}

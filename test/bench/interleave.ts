/**
 * Runs the works in turn, `rounds` times after `warmUp` rounds that do not count, and gives each one's times in milliseconds. Whatever
 * slows the machine for a while slows all of them. Each round has an order of its own, by chance: behind one that uses the same code a work
 * finds everything warm, and behind a heavy stranger it is half as long again, so no work may always have the same neighbour.
 */
export async function interleave<N extends string>(
  works: Record<N, () => unknown>,
  rounds: number,
  warmUp: number,
): Promise<Record<N, number[]>> {
  const names = Object.keys(works) as N[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<N, number[]>;
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const name of shuffled(names)) {
      const began = performance.now();
      await works[name]();
      if (round >= 0) times[name].push(performance.now() - began);
    }
  }
  return times;
}

function shuffled<T>(values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ value }) => value);
}

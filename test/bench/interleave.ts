/**
 * Runs the works in turn, `rounds` times after `warmUp` rounds that do not count, and gives each one's times in milliseconds. Whatever
 * slows the machine for a while slows all of them; who goes first changes from round to round.
 */
export async function interleave<N extends string>(
  works: Record<N, () => unknown>,
  rounds: number,
  warmUp: number,
): Promise<Record<N, number[]>> {
  const names = Object.keys(works) as N[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<N, number[]>;
  for (let round = -warmUp; round < rounds; round += 1) {
    const order = round % 2 === 0 ? names : names.toReversed();
    for (const name of order) {
      const began = performance.now();
      await works[name]();
      if (round >= 0) times[name].push(performance.now() - began);
    }
  }
  return times;
}

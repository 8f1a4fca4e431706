import { distance } from '#kernel/distance.ts';
import { LONGEST_NAMED } from '#products/pipelines/domain/plan-file/limits.ts';

/** A name that differs by two letters at the most, and by less than half of them. */
export function nearest(typed: string, names: Iterable<string>): string | undefined {
  if (typed.length > LONGEST_NAMED) return undefined;
  let [best, least]: [string | undefined, number] = [undefined, Math.min(2.5, typed.length / 2)];
  for (const name of names) {
    const apart = distance(typed, name);
    if (apart < least) [best, least] = [name, apart];
  }
  return best;
}

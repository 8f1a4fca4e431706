import type { Freeze, Frozen } from '#contexts/calendar/domain/freeze.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';

/** C8. An override counts for the freezes that it was given for: those who may override another one were not asked. */
export function mayStartInside({ held }: Pick<Allocated, 'held'>, { names }: Frozen): boolean {
  return held?.overridden !== undefined && names.every((name) => held.freezes.includes(name));
}

/** C8. The first of the freezes that hold it which this admin may not override; undefined: none. */
export function notTheirs(
  freezes: readonly Freeze[],
  held: { freezes: readonly string[] } | undefined,
  person: string,
): Freeze | undefined {
  return freezes.find(
    ({ name, overrideBy }) => held?.freezes.includes(name) === true && overrideBy !== undefined && !overrideBy.includes(person),
  );
}

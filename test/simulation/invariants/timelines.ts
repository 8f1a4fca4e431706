import { isDeepStrictEqual } from 'node:util';
import { faultsOf, fold, type AnyFact, type Evolvers, type Schema, type Versioned } from '#kernel/process.ts';
import { firstOf } from './invariant.ts';

interface Entry<Fact> {
  version: number;
  facts: readonly Fact[];
}

/** Z1: of the processes of one kind that a commit changed, each has one entry more, and no other has any. */
export function oneEntryMore(
  changed: ReadonlyMap<string, Versioned>,
  entries: readonly { of: string; version: number }[],
): string | undefined {
  for (const [id, { version }] of changed) {
    const own = entries.filter(({ of }) => of === id);
    if (own.length > 1 || own[0]?.version !== version) return `${id} has version ${version} and ${own.length} entries`;
  }
  return firstOf(entries, ({ of }) => (changed.has(of) ? undefined : `${of} has an entry and no change`));
}

/** Z1: it is the fold of all its entries. */
export function isItsTimeline<State extends Versioned, Fact extends AnyFact>(
  process: { begin: (fact: Fact) => State | undefined; facts: Evolvers<State, Fact>; schema: Schema },
  id: string,
  state: State,
  entries: readonly Entry<Fact>[],
): string | undefined {
  const faults = faultsOf(process.schema, state);
  if (faults.length > 0) return `${id} is stored with another shape: ${faults.join('; ')}`;
  if (state.version === 0) return undefined;
  if (entries.length !== state.version) return `${id} has version ${state.version} and ${entries.length} entries`;
  return isDeepStrictEqual(fold(process, entries), state) ? undefined : `${id} is not the fold of its timeline`;
}

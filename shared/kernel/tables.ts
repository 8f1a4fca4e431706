/** A union told apart by one field: facts by `fact`, commands by `command`. */
export type Tagged<Tag extends string> = { readonly [T in Tag]: string };

/**
 * The entry of a name, in a table whose entries each take the member of a union that has their name: which TypeScript cannot see. Throws where
 * there is none: a name that no table knows is of a newer program, or of no program at all.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- whoever asks knows what all entries have in common
export function entryOf<Entry>(table: object, name: string, what: string): Entry {
  const entry = Object.hasOwn(table, name) ? (table as Readonly<Record<string, Entry>>)[name] : undefined;
  if (entry === undefined) throw new UnknownName(what, name);
  return entry;
}

/** The entry of a name from outside, where the table itself has one: `constructor` is in none. */
export function ownOf<Entry>(table: Readonly<Record<string, Entry>>, name: string): Entry | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Several tables as one. Throws where two have different entries of one name. */
export function joined<Entry>(what: string, tables: readonly Readonly<Record<string, Entry>>[]): Readonly<Record<string, Entry>> {
  const sum = new Map<string, Entry>();
  for (const [name, entry] of tables.flatMap((table) => Object.entries(table))) {
    if (sum.has(name) && sum.get(name) !== entry) throw new TypeError(`there are two of ${what} ${name}`);
    sum.set(name, entry);
  }
  return Object.fromEntries(sum);
}

/** A broken rule of ours, or data of a newer program. */
class UnknownName extends Error {
  constructor(what: string, name: string) {
    super(`there is no ${what} ${name.slice(0, 100)}`);
    this.name = 'UnknownName';
  }
}

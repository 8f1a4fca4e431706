/** What a YAML document holds, with aliases and merge keys in their places. */
export type Value = { at: number } & Extent & Content;

/** With aliases followed: how many values there are, and how deep they lie in one another. */
export interface Extent {
  size: number;
  depth: number;
}

type Content =
  | { kind: 'null' }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'number'; value: number }
  | { kind: 'text'; value: string }
  | { kind: 'list'; items: readonly Value[] }
  | { kind: 'mapping'; entries: ReadonlyMap<string, Entry> };

export type Mapping = Extract<Value, { kind: 'mapping' }>;

export interface Entry {
  /** As it is written, be it text or not. */
  name: string;
  /** Whether the key is text to YAML: `1`, `true` and `null` without quotes are not. */
  isText: boolean;
  at: number;
  value: Value;
}

/** The value of a key; undefined if it is missing or null. */
export function given({ entries }: Mapping, name: string): Value | undefined {
  const entry = entries.get(name);
  return entry === undefined || !entry.isText || entry.value.kind === 'null' ? undefined : entry.value;
}

/** Entries under other keys than these. */
export function entriesBeside({ entries }: Mapping, names: readonly string[]): Entry[] {
  return [...entries.values()].filter(({ name, isText }) => !isText || !names.includes(name));
}

import { canonical, checkChain, type ChainFault, type Chained } from '#kernel/chain.ts';
import { append } from '#kernel/lists.ts';
import { fold } from '#kernel/process.ts';
import type { KernelTransaction } from '#kernel/store/documents.ts';
import type { Stored, Types } from '#kernel/stored.ts';
import type { Kernel } from '#kernel/system.ts';
import type { Instant } from '#kernel/time.ts';

/** Where a record is not as it was written. Of a state only the names of fields are told, never what stands in them. */
export type RecordFault = ChainFault | { version: number; fault: 'not_its_fold'; fields: readonly string[] };

/** A record that was looked at; `name` is how people know it. */
export interface CheckedRecord {
  name: string;
  faults: RecordFault[];
}

export type EntryOf<T extends Types> = Chained<T['Fact']> & { at: Instant };

/** What a record is checked with. */
export type Checking = Pick<Kernel, 'hash' | 'rules'>;

/** Z1, Z4. The past against its hashes, and where that is whole the state, with what of its projection follows from it, against the fold of the past. */
export function checkRecord<Tx extends KernelTransaction, T extends Types>(
  { hash, rules }: Checking,
  stored: Stored<Tx, T>,
  document: T['Document'],
  entries: readonly EntryOf<T>[],
): RecordFault[] {
  const { version } = document.state as T['State'];
  const faults = checkChain(entries, { version, own: document.chainHead }, hash, stored.privacy);
  if (faults.length > 0) return faults;
  const fields = unlikeFold(stored, document, entries, rules);
  return fields.length === 0 ? [] : [{ version, fault: 'not_its_fold', fields }];
}

/** None where the past cannot be followed again: it began before it had a timeline. */
function unlikeFold<Tx extends KernelTransaction, T extends Types>(
  { process, project, follows }: Stored<Tx, T>,
  known: T['Document'],
  entries: readonly EntryOf<T>[],
  rules: unknown,
): string[] {
  const state = fold(process, entries);
  const at = entries.at(-1)?.at;
  if (state === undefined || at === undefined) return [];
  const again = project({ state, command: { id: '', at }, known, commands: known.commands, rules });
  const fields = unlike(again.state as object, known.state as object);
  append(fields, unlike(again, known, follows));
  return [...new Set(fields)];
}

function unlike<S extends object>(a: S, b: S, fields: readonly string[] = Object.keys({ ...a, ...b })): string[] {
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return fields.filter((field) => canonical(left.get(field)) !== canonical(right.get(field)));
}

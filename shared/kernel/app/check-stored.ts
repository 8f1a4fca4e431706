import { checkRecord, type Checking, type EntryOf, type RecordFault } from '#kernel/check-record.ts';
import { canonical } from '#kernel/chain.ts';
import { append } from '#kernel/lists.ts';
import type { KernelTransaction } from '#kernel/store/documents.ts';
import type { Stored, Types } from '#kernel/stored.ts';

/** One process in the store. */
interface RecordReader<T extends Types> {
  document: () => Promise<T['Document'] | undefined>;
  /** Every entry, oldest first. */
  entries: () => Promise<readonly EntryOf<T>[]>;
}

/** Looks at a record that changes meanwhile; then what came first of it is checked. */
const LOOKS = 5;

/** The same of what is stored now, and may change while it is read. Undefined: there is none. */
export async function checkStored<Tx extends KernelTransaction, T extends Types>(
  checking: Checking,
  stored: Stored<Tx, T>,
  read: RecordReader<T>,
): Promise<RecordFault[] | undefined> {
  let document = await read.document();
  for (let look = 1; document !== undefined; look += 1) {
    const all = await read.entries();
    const entries = look < LOOKS ? all : all.slice(0, (document.state as T['State']).version);
    const faults = checkRecord(checking, stored, document, entries);
    if (faults.length === 0 || look === LOOKS) return faults;
    const now = await read.document();
    if (now !== undefined && isSame(now, document)) return faults;
    document = now;
  }
  return undefined;
}

function isSame<T extends Types>(a: T['Document'], b: T['Document']): boolean {
  return a.chainHead === b.chainHead && canonical(a.commands) === canonical(b.commands);
}

const PAGE = 200;

/** Every entry of a timeline, oldest first, out of pages in the order of their versions, up or down. */
export async function everyEntry<E extends { version: number }>(
  page: (place: { limit: number; after?: { value: number; id: string } }) => Promise<{ ref: { id: string }; document: E }[]>,
): Promise<E[]> {
  const entries: E[] = [];
  let after: { value: number; id: string } | undefined;
  for (;;) {
    const found = await page({ limit: PAGE, ...(after === undefined ? {} : { after }) });
    append(
      entries,
      found.map(({ document }) => document),
    );
    const last = found.at(-1);
    if (last === undefined || found.length < PAGE) return entries.toSorted((a, b) => a.version - b.version);
    after = { value: last.document.version, id: last.ref.id };
  }
}

import { cursorText, type AuditCursor } from '#contexts/access/domain/audit/cursor.ts';
import { auditEntry, type AuditEntry } from '#contexts/access/domain/audit/entry.ts';
import { fits, type AuditFilter } from '#contexts/access/domain/audit/filter.ts';
import { entriesOf, type AuditStore } from '#contexts/access/app/audit/streams.ts';

interface AuditPage {
  entries: AuditEntry[];
  /** Where it goes on; undefined where there is no more. */
  next?: { value: number; id: string };
  /** So many were looked at, and more may fit behind them. */
  looked?: number;
}

/** Entries that one answer looks at. */
const MOST_LOOKED = 1_000;

/** Entries that one export looks at. */
const MOST_SEARCHED = 200_000;

/** W5. The log, newest first: what fits, at most so much, from where a page ended. */
export async function readAudit(
  store: AuditStore,
  filter: AuditFilter,
  { limit, after }: { limit: number; after?: AuditCursor | undefined },
): Promise<AuditPage> {
  const entries: AuditEntry[] = [];
  let last: AuditCursor | undefined;
  let looked = 0;
  for await (const { segment, found } of entriesOf(store, filter, after)) {
    const isFull = entries.length === limit;
    if (last !== undefined && (isFull || looked === MOST_LOOKED)) return { entries, next: cursorText(last), ...(isFull ? {} : { looked }) };
    looked += 1;
    last = { at: found.document.at, segment, ref: found.ref };
    const entry = auditEntry(found);
    if (fits(entry, filter)) entries.push(entry);
  }
  return { entries };
}

/** All that fits, at most so many: what is exported. */
export async function* everyEntry(store: AuditStore, filter: AuditFilter, most: number): AsyncGenerator<AuditEntry> {
  let [given, looked] = [0, 0];
  for await (const { found } of entriesOf(store, filter, undefined)) {
    if (given === most || looked === MOST_SEARCHED) return;
    looked += 1;
    const entry = auditEntry(found);
    if (!fits(entry, filter)) continue;
    given += 1;
    yield entry;
  }
}

import { cursorIn, type AuditCursor } from '#contexts/access/domain/audit/cursor.ts';
import { placeIn, type Cursors } from './cursors.ts';
import type { AuditFilter } from '#contexts/access/domain/audit/filter.ts';
import { filterIn } from '#contexts/access/domain/audit/parameters.ts';

/** W5, W8. What an address of the audit log asks for. */
export function auditFilter({ searchParams }: URL): AuditFilter {
  return filterIn((name) => searchParams.get(name));
}

/** Undefined for what no page gave. */
export function auditCursor(cursors: Cursors, after: string | null): AuditCursor | undefined {
  const place = placeIn(cursors, '/audit', after);
  return place && cursorIn(place);
}

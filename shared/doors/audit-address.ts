import { cursorIn, type AuditCursor } from '#contexts/access/domain/audit/cursor.ts';
import { placeIn, type Cursors } from './cursors.ts';

/** Undefined for what no page gave. */
export function auditCursor(cursors: Cursors, after: string | null): AuditCursor | undefined {
  const place = placeIn(cursors, '/audit', after);
  return place && cursorIn(place);
}

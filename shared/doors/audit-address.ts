import { cursorIn, type AuditCursor } from '#contexts/access/domain/audit/cursor.ts';
import type { AuditFilter } from '#contexts/access/domain/audit/filter.ts';
import { filterIn } from '#contexts/access/domain/audit/parameters.ts';

/** W5, W8. What an address of the audit log asks for. */
export function auditFilter({ searchParams }: URL): AuditFilter {
  return filterIn((name) => searchParams.get(name));
}

/** `<instant>/<entry>`; undefined for what no page gave. */
export function auditCursor(after: string | null): AuditCursor | undefined {
  const [, value = '', id = ''] = /^(\d{1,16})\/(.{1,800})$/.exec(after ?? '') ?? [];
  return id === '' ? undefined : cursorIn({ value: Number(value), id });
}

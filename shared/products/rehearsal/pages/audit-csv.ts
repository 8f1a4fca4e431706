import { auditColumns } from '#contexts/access/contracts/audit-row.ts';
import type { OperationRow } from '#contexts/access/contracts/operation-answer.ts';
import { cell } from '#products/rehearsal/pages/timeline-export.ts';

/** The names of the columns. */
export function csvHead(): string {
  return line(auditColumns);
}

export function csvLine(row: OperationRow): string {
  return line(auditColumns.map((name) => String(row[name] ?? '')));
}

function line(texts: readonly string[]): string {
  return `${texts.map(cell).join(',')}\r\n`;
}

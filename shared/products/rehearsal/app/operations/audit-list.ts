import { readAudit } from '#contexts/access/app/audit/read.ts';
import { noteAuditRead } from '#contexts/access/app/note-audit-read.ts';
import { filterQuery } from '#contexts/access/domain/audit/parameters.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { cursorIn } from '#contexts/access/domain/audit/cursor.ts';
import { auditRow } from '#contexts/access/contracts/audit-row.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';

export const auditList: Operation<'audit_list'> = async (system, { newId }, { operation: _name, limit = 50, after, ...filter }) => {
  await noteAuditRead(kernelOf(system), newId(), { how: 'list', filter: filterQuery(filter) });
  const cursor = after === undefined ? undefined : cursorIn(after);
  const { entries, next, looked } = await readAudit(system.store, filter, { limit, after: cursor });
  const note = looked === undefined ? {} : { facts: { note: `${looked} entries were looked at; there may be more that fit behind them` } };
  return { done: { ...note, rows: entries.map(auditRow), ...(next === undefined ? {} : { next }) } };
};

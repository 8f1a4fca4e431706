import { readAudit } from '#contexts/access/app/audit/read.ts';
import { cursorIn } from '#contexts/access/domain/audit/cursor.ts';
import { auditRow } from '#contexts/access/contracts/audit-row.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';

export const auditList: Operation<'audit_list'> = async ({ store }, _, { operation: _name, limit = 50, after, ...filter }) => {
  const cursor = after === undefined ? undefined : cursorIn(after);
  const { entries, next, looked } = await readAudit(store, filter, { limit, after: cursor });
  const note = looked === undefined ? {} : { facts: { note: `${looked} entries were looked at; there may be more that fit behind them` } };
  return { done: { ...note, rows: entries.map(auditRow), ...(next === undefined ? {} : { next }) } };
};

import { listNotices } from '#application/mail-ledger.ts';
import { mailRow } from '#application/operate/rows.ts';
import type { Operation } from '#application/operations/define.ts';

export const mailsList: Operation<'mails_list'> = async (system, _, { after, limit }) => {
  const { entries, next } = await listNotices(system, after, limit);
  const rows = entries.map((entry) => ({ about: `${entry.belongsTo.kind} ${entry.belongsTo.id}`, ...mailRow(entry) }));
  return { done: { rows, ...(next === undefined ? {} : { next }) } };
};

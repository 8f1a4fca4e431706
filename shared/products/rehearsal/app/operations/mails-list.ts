import { listNotifications } from '#products/rehearsal/app/mail-ledger.ts';
import { mailRow } from '#products/rehearsal/app/operate/rows.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';

export const mailsList: Operation<'mails_list'> = async (system, _, { after, limit }) => {
  const { entries, next } = await listNotifications(system, after, limit);
  const rows = entries.map((entry) => ({ about: `${entry.belongsTo.kind} ${entry.belongsTo.id}`, ...mailRow(entry) }));
  return { done: { rows, ...(next === undefined ? {} : { next }) } };
};

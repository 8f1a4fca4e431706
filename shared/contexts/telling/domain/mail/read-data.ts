import { z } from 'zod';
import { templateIn, type DataIn, type NameIn, type Template, type Templates } from '#contexts/telling/domain/mail/template.ts';

/**
 * What a stored mail carries, as its template wants it: one of an earlier version, which carries a text, is converted. What the template
 * does not know is left alone. Throws where something is missing, or is of another kind. Pure.
 */
export function readData<Table extends Templates, T extends NameIn<Table>>(table: Table, name: T, stored: object): DataIn<Table, T> {
  const template = templateIn<Template>(table, name);
  if (template === undefined) throw new TypeError(`there is no template ${name}`);
  const { data, fromNote } = template;
  const carried = { ...('note' in stored && typeof stored.note === 'string' ? fromNote?.(stored.note) : {}), ...stored };
  const wanted = Object.entries(carried).filter(([key]) => Object.hasOwn(data.shape, key));
  const read = data.safeParse(Object.fromEntries(wanted));
  if (!read.success) throw new TypeError(`${name}: ${z.prettifyError(read.error)}`);
  // The schema is that very template's.
  return read.data as DataIn<Table, T>;
}

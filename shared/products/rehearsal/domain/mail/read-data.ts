import { readData } from '#contexts/telling/domain/mail/read-data.ts';
import type { DataOf, MailTemplate } from '#products/rehearsal/domain/mail/template.ts';
import { mailTemplates } from '#products/rehearsal/kinds/templates/table.ts';

/** What a stored mail carries, as its template wants it. Throws where something is missing, or is of another kind. Pure. */
export function dataOf<T extends MailTemplate>(name: T, stored: object): DataOf<T> {
  return readData(mailTemplates, name, stored);
}

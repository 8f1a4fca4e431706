import { mailTemplates } from '#products/rehearsal/kinds/templates/table.ts';
import type { TemplateContents, MailContent } from '#contexts/telling/pages/mails/content.ts';
import { templateContents } from '#products/rehearsal/pages/mails/templates/table.ts';
import type { NotificationWriting, Writing } from '#products/rehearsal/pages/mails/mail-input.ts';

/** Each template has its letter, and each letter its template. */
const all: TemplateContents<typeof mailTemplates, Writing, NotificationWriting> = templateContents;

/** Throws for a letter about a request that comes without one. */
export function contentOf(writing: Writing | NotificationWriting): MailContent {
  const { template } = writing;
  if (mailTemplates[template].about === 'request' && !('state' in writing)) throw new TypeError(`${template} is about a request`);
  const write = all[template] as (writing: Writing | NotificationWriting) => MailContent;
  return write(writing);
}

import { mailTemplates } from '#products/rehearsal/kinds/templates/table.ts';
import type { MailTemplate } from '#products/rehearsal/domain/mail/template.ts';
import { letters } from '#products/rehearsal/pages/mails/letters/table.ts';
import type { Letter, LetterOf, NoticeWriting, Writing } from '#products/rehearsal/pages/mails/mail-input.ts';

/** Each template has its letter, and each letter its template. */
const all: { [T in MailTemplate]: LetterOf<T> } = letters;

/** Throws for a letter about a request that comes without one. */
export function letterOf(writing: Writing | NoticeWriting): Letter {
  const { template } = writing;
  if (mailTemplates[template].about === 'request' && !('state' in writing)) throw new TypeError(`${template} is about a request`);
  const write = all[template] as (writing: Writing | NoticeWriting) => Letter;
  return write(writing);
}

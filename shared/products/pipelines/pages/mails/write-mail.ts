import { readData } from '#contexts/telling/domain/mail/read-data.ts';
import { text } from '#contexts/telling/pages/mails/blocks.ts';
import type { MailContent, TemplateContents } from '#contexts/telling/pages/mails/content.ts';
import type { Written } from '#contexts/telling/pages/mails/render.ts';
import type { MailEffect } from '#products/pipelines/domain/mail/effect.ts';
import { mailTemplates } from '#products/pipelines/kinds/templates/table.ts';
import type { Writing } from '#products/pipelines/pages/mails/mail-input.ts';
import { templateContents } from '#products/pipelines/pages/mails/templates/table.ts';

/** Each template has its content, and each content its template. */
const all: TemplateContents<typeof mailTemplates, Writing, never> = templateContents;

/** One mail, for one reader. */
export function writeMail(effect: MailEffect, writing: Writing): Written {
  const { template } = effect;
  const data = readData(mailTemplates, template, effect);
  const write = all[template] as (writing: Writing & { data: object }) => MailContent;
  const { what, about, first, second, body } = write({ ...writing, data });
  const { id, workspace, backend } = writing.account.run;
  return { ...(about ?? { id, name: `${workspace} on ${backend}` }), what, opening: [text(first), text(second)], body };
}

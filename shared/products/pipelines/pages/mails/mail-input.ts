import type { TemplateContent as ContentIn } from '#contexts/telling/pages/mails/content.ts';
import type { When } from '#html/times.ts';
import type { RunAccount } from '#products/pipelines/domain/run/account.ts';
import type { MailTemplate } from '#products/pipelines/domain/mail/template.ts';
import type { mailTemplates } from '#products/pipelines/kinds/templates/table.ts';

/** What mails about runs are made of. */
export interface Writing {
  account: RunAccount;
  /** Who reads it. */
  person: { name: string };
  when: When;
}

/** What a template says, as its file in templates/ writes it. */
export type TemplateContent<T extends MailTemplate> = ContentIn<typeof mailTemplates, T, Writing, never>;

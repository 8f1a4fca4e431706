import { templateIn, type NameIn, type Template } from '#contexts/telling/domain/mail/template.ts';
import { mailTemplates } from '#products/pipelines/kinds/templates/table.ts';

type Table = typeof mailTemplates;
export type MailTemplate = NameIn<Table>;

/** N8. Whether it goes out whatever the hour; one that is no longer known can wait. */
export function isUrgent(template: string): boolean {
  return templateIn<Template>(mailTemplates, template)?.urgent === true;
}

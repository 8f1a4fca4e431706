import { askingIn, templateIn, type AskingIn, type DataIn, type NameIn } from '#contexts/telling/domain/mail/template.ts';
import type { Template } from '#products/rehearsal/kinds/templates/define.ts';
import { mailTemplates } from '#products/rehearsal/kinds/templates/table.ts';
import type { QuestionKind } from '#products/rehearsal/domain/questions.ts';

type Table = typeof mailTemplates;

export type MailTemplate = NameIn<Table>;

/** What a template's effect carries beside its reader. */
export type DataOf<T extends MailTemplate> = DataIn<Table, T>;

/** Undefined for one that is no longer known. */
export function templateOf(name: string): Template | undefined {
  return templateIn(mailTemplates, name);
}

export function isAlarm(template: string): boolean {
  return templateOf(template)?.alarm === true;
}

/** Whose links a question brings; undefined: it is offered by the way, in mails about something else. */
export function templateAsking(kind: QuestionKind): AskingIn<Table> | undefined {
  return askedBy.get(kind);
}

const askedBy = askingIn(mailTemplates);

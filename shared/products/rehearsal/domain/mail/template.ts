import type { z } from 'zod';
import type { Template } from '#products/rehearsal/kinds/templates/define.ts';
import { mailTemplates } from '#products/rehearsal/kinds/templates/table.ts';
import type { QuestionKind } from '#products/rehearsal/domain/questions.ts';

type Table = typeof mailTemplates;

export type MailTemplate = keyof Table;

/** N10. About no request: what they tell, they bring along. */
export type NotificationTemplate = { [T in MailTemplate]: Table[T]['about'] extends 'notice' ? T : never }[MailTemplate];

/** Those that a question of some kind is asked by. */
export type AskingTemplate = { [T in MailTemplate]: Table[T] extends { asks: readonly QuestionKind[] } ? T : never }[MailTemplate];

/** What a template's effect carries beside its reader. */
export type DataOf<T extends MailTemplate> = z.output<Table[T]['data']>;

/** Undefined for one that is no longer known. */
export function templateOf(name: string): Template | undefined {
  return Object.hasOwn(mailTemplates, name) ? mailTemplates[name as MailTemplate] : undefined;
}

export function isAlarm(template: string): boolean {
  return templateOf(template)?.alarm === true;
}

/** Whose links a question brings; undefined: it is offered by the way, in mails about something else. */
export function templateAsking(kind: QuestionKind): AskingTemplate | undefined {
  return askedBy.get(kind);
}

const askedBy: ReadonlyMap<QuestionKind, AskingTemplate> = new Map(
  Object.entries(mailTemplates).flatMap(([name, { asks = [] }]: [string, Template]) =>
    asks.map((kind) => [kind, name as AskingTemplate] as const),
  ),
);

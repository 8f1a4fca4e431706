import type { Instant } from '#kernel/time.ts';
import type { Clock } from '#products/rehearsal/domain/promises.ts';
import type { StandIn } from '#products/rehearsal/domain/stand-ins.ts';
import type { MailTemplate } from '#products/rehearsal/domain/mail/template.ts';
import type { Action, Question } from '#products/rehearsal/domain/questions.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import type { TemplateContent as ContentIn } from '#contexts/telling/pages/mails/content.ts';
import type { mailTemplates } from '#products/rehearsal/kinds/templates/table.ts';
import type { When } from '#html/times.ts';

/** Links that need no request. */
interface NotificationLinks {
  board: string;
  /** C5. Of the release that the mail is about; the board where there is none. */
  report: string;
  /** W3. */
  signIn(ask: string): string;
  signInPass(ask: string): string;
  /** Of this installation, by its path. */
  page(path: string): string;
}

export interface MailLinks extends NotificationLinks {
  action(question: number, action: Action): string;
  /** Six digits, for the reader and this question. */
  code(question: number): string;
  status: string;
  /** The form, filled in with this request's answers (A4). */
  resubmit: string;
  /** Left out, the receipt makes it from the open question. */
  withdraw?: string;
}

/** N10. A mail about something that is no request, and what every mail has. */
export interface NotificationInput {
  template: MailTemplate;
  rules: Rules;
  /** What its effect carries, as the template's schema has it. */
  data: object;
  /** Read by somebody of the settings, not by the contributor. */
  forTeam?: boolean;
  /** Who reads it. */
  person: { name: string; timeZone?: string | undefined };
  links: NotificationLinks;
  installation: string;
  now: Instant;
}

export interface RequestMailInput extends NotificationInput {
  state: RequestState;
  /** What the mail asks; without it nothing is asked. */
  question?: Question;
  /** Job or deployment step it is about. */
  step?: string;
  /** Where it is about several jobs at once. */
  steps?: readonly string[];
  /** S2. The clock that it is about. */
  clock?: Clock;
  /** Q6. */
  standIn?: StandIn;
  links: MailLinks;
}

export type MailInput = NotificationInput | RequestMailInput;

/** The input, with the reader's clock settled. */
export interface Writing extends RequestMailInput {
  when: When;
}

export interface NotificationWriting extends NotificationInput {
  when: When;
}

/** What a template says, as its file in templates/ writes it. */
export type TemplateContent<T extends MailTemplate> = ContentIn<typeof mailTemplates, T, Writing, NotificationWriting>;

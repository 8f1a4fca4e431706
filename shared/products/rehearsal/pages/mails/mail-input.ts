import type { Instant } from '#kernel/time.ts';
import type { Clock } from '#products/rehearsal/domain/promises.ts';
import type { StandIn } from '#products/rehearsal/domain/stand-ins.ts';
import type { DataOf, MailTemplate, NoticeTemplate } from '#products/rehearsal/domain/mail/template.ts';
import type { Action, Question } from '#products/rehearsal/domain/questions.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import type { Block } from '#contexts/telling/pages/mails/blocks.ts';
import type { When } from '#products/rehearsal/pages/times.ts';

/** Links that need no request. */
interface NoticeLinks {
  board: string;
  /** C5. Of the release that the mail is about; the board where there is none. */
  report: string;
}

export interface MailLinks extends NoticeLinks {
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
export interface NoticeInput {
  template: MailTemplate;
  rules: Rules;
  /** What its effect carries, as the template's schema has it. */
  data: object;
  /** Read by somebody of the settings, not by the contributor. */
  forTeam?: boolean;
  /** Who reads it. */
  person: { name: string; timeZone?: string | undefined };
  links: NoticeLinks;
  installation: string;
  now: Instant;
}

export interface RequestMailInput extends NoticeInput {
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

export type MailInput = NoticeInput | RequestMailInput;

/** The input, with the reader's clock settled. */
export interface Writing extends RequestMailInput {
  when: When;
}

export interface NoticeWriting extends NoticeInput {
  when: When;
}

/** What a template says. */
export interface Letter {
  /** What it is about, for the subject: `review wanted`. */
  what: string;
  /** Stands in the subject where the request would; `name` behind it. */
  about?: { id: string; name: string };
  /** First line: what is asked or what happened. */
  first: string;
  /** Second line: by when, or what comes next. */
  second: string;
  body: Block[];
}

/** What a template says, as its file in letters/ writes it. */
export type LetterOf<T extends MailTemplate> = T extends NoticeTemplate
  ? (writing: NoticeWriting & { data: DataOf<T> }) => Notice
  : (writing: Writing & { data: DataOf<T> }) => Letter;

/** A letter about no request says itself what it is about. */
type Notice = Letter & Required<Pick<Letter, 'about'>>;

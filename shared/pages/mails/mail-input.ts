import type { Instant } from '#domain/time.ts';
import type { Clock } from '#domain/clock/state.ts';
import type { StandIn } from '#domain/request/stand-ins.ts';
import type { MailTemplate } from '#domain/request/effects.ts';
import type { Action, Question } from '#domain/request/questions.ts';
import type { Rules } from '#domain/request/rules.ts';
import type { RequestState } from '#domain/request/state.ts';
import type { Block } from '#pages/mails/blocks.ts';
import type { When } from '#pages/times.ts';

export interface MailLinks {
  action(question: number, action: Action): string;
  /** Six digits, for the reader and this question. */
  code(question: number): string;
  status: string;
  /** The form, filled in with this request's answers (A4). */
  resubmit: string;
  board: string;
  /** C5. Of the release that the mail is about; the board where there is none. */
  report: string;
  /** Left out, the receipt makes it from the open question. */
  withdraw?: string;
}

export interface MailInput {
  template: MailTemplate;
  state: RequestState;
  rules: Rules;
  /** What the mail asks; without it nothing is asked. */
  question?: Question;
  /** Job or deployment step it is about. */
  step?: string;
  /** What it tells that no request holds, one item a line. */
  note?: string;
  /** S2. The clock that it is about. */
  clock?: Clock;
  /** C3, C4. The release that it is about; the request only carries it. */
  release?: string;
  /** C5. Version of its report. */
  report?: number;
  /** Read by somebody of the settings, not by the contributor. */
  forTeam?: boolean;
  /** Q6. */
  standIn?: StandIn;
  /** Who reads it. */
  person: { name: string; timeZone?: string | undefined };
  links: MailLinks;
  installation: string;
  now: Instant;
}

/** The input, with the reader's clock settled. */
export interface Writing extends MailInput {
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

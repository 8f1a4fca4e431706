import type { Answering } from '#domain/request/decide/answering.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import type { Refusal } from '#domain/request/decision.ts';
import type { Field, Words } from '#domain/request/fields/define.ts';
import type { Question, QuestionKind } from '#domain/request/questions.ts';
import type { Rules } from '#domain/request/rules.ts';
import type { Authored } from '#domain/request/parts/authored.ts';
import type { Holdable } from '#domain/request/parts/holdable.ts';
import type { Questioned } from '#domain/request/parts/questioned.ts';
import type { Tested } from '#domain/request/parts/tested.ts';
import type { Decisions } from '#kernel/questions/actions.ts';

export type Refused = { refused: Refusal } | undefined;

/** What comes of the answer; the answer was checked before as far as every answer is checked the same way. */
type Decide = (deciding: Deciding, answering: Answering) => Refused;

/** One action that people take by link. */
export interface ActionKind {
  label: string;
  /** Its place among the answers to one question: the lowest comes first. */
  rank: number;
  /** What the comment says, when one is wanted; a decision without it is refused. */
  needs?: string;
  /** G9. Only while the gates hold, which is looked at for it. */
  needsGates?: true;
  /** What has been done, for records: `Accepted by …`. */
  done: string;
  /** Q2. It sends the request back: its comment stands before what the contributor answers. */
  asksBack?: true;
  /** What happens when the button is pressed. */
  consequence: string | ((rules: Rules, words: Words) => string);
  /** It takes something away: its button warns. */
  isDrastic?: true;
  /** Nor does it stand out in mails, even where nothing else can be done. */
  neverStandsOut?: true;
  /** Q2. How the request's page offers it to the contributor, who may do it without being asked: the end of a sentence. */
  unasked?: string;
  /** Its page shows what would run, and what that needs. */
  showsPlan?: true;
  /** Beside the code and the comment. */
  fields?: readonly Field[];
  /** Of several verdicts given at once, the lowest is decided first. */
  turnAmongVerdicts?: number;
  /** N2: whether it can really be given now; left out, whenever it is asked. */
  isPossible?(state: Authored & Tested & Questioned & Holdable, question: Question): boolean;
  decide: Decisions<QuestionKind, Decide>;
}

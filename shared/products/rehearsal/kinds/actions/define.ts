import type { Answering } from '#products/rehearsal/domain/decide/answering.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import type { Refusal } from '#products/rehearsal/domain/decision.ts';
import type { Field, Words } from '#products/rehearsal/domain/fields/define.ts';
import type { Question, QuestionKind } from '#products/rehearsal/domain/questions.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Holdable } from '#products/rehearsal/domain/parts/holdable.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
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
  placeAmongVerdicts?: number;
  /** N2: whether it can really be given now; left out, whenever it is asked. */
  isPossible?(state: Authored & Tested & Questioned & Holdable, question: Question): boolean;
  decide: Decisions<QuestionKind, Decide>;
}

import type { Clock } from '#products/rehearsal/domain/promises.ts';
import type { Asked } from '#products/rehearsal/domain/asked.ts';
import type { Question, QuestionKind } from '#products/rehearsal/domain/questions.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';

export type Promised = Tested & Questioned;

/** Something to read under a heading of its own. */
export interface Told {
  heading: string;
  text: string;
}

/** One kind of question. Which answers it offers, the actions say: each names the kinds on which it decides. */
export interface QuestionRule {
  /** As people are asked it. */
  label: string;
  /** Who may answer. */
  asked: readonly Asked[];
  /** Only offered, or asked beside the request: it waits for no answer. */
  isOffer?: true;
  /** It puts together questions of this kind, one for each job: each is decided by itself, and its actions are theirs. */
  eachOf?: QuestionKind;
  /** Once the request is over, there is nothing to answer. */
  needsOpenRequest?: true;
  /** What it is asked of may stand elsewhere by now: what makes no sense any more is refused. */
  onlyWhilePossible?: true;
  /** It is answered even when the request is over (W1). */
  outlivesRequest?: true;
  /** S3: its clock stands while the gates do not hold. */
  pausesWithGates?: true;
  /** S1: the clock by which it is to be answered; left out, none ever runs for it. */
  clock?(state: Promised, question: Question): Clock | undefined;
  /** N8: by the time that its clock runs it has waited for days; a reader's night more is nothing to it. */
  canWaitForReader?: true;
  /** R13: nobody has its links before the clock is in breach; from then on all who may answer. */
  onlyFromBreach?: true;
  /** It is mailed at its own time, and not when it is asked. */
  mailedLater?: true;
  /** How the timeline tells that it was asked, where not by whom and about what. `said`: what somebody wrote. */
  askedText?(said: string): string;
  /** What was put to whoever answers. */
  put?(state: Lifecycle): Told | undefined;
  /** What a person does before they answer. */
  toDo?(state: Requested & Allocated, question: Question, rules: Rules): Told | undefined;
  /** What was asked, answered and changed before is no help here. */
  withoutExchanges?: true;
}

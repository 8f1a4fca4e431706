import { MOST_WRONG_CODES, type Whose } from '#kernel/questions/locks.ts';
import { coveredBy, type Question } from '#kernel/questions/state.ts';
import type { Duration, Instant } from '#kernel/time.ts';

/** What a process says of its questions, so that all answers are judged alike, whichever way they come. */
export interface Judging<Q extends Question> {
  questions: readonly Q[];
  /** The answers that a question takes. */
  takes(question: Q): readonly string[];
  /** Whether this person takes part by now. */
  knows(person: string): boolean;
  /** Of the newest links that this person has: those of others are dead (X7). */
  roundOf(whose: Whose): number;
  /** How long after it was asked a question's links work. */
  linkExpiry: Duration;
  now: Instant;
}

/** A link that is used. `wrongCodes`: typed with it so far; left out where that was looked at before, when its code was tried. */
interface Used {
  round: number;
  wrongCodes?: number;
}

/** Who would answer what with which action. */
export interface Attempt extends Whose {
  action: string;
  /** Left out where it does not come by link. */
  link?: Used | undefined;
}

/**
 * Why nothing can be answered (any more). `changed`: it is not asked any more, or was asked anew; `renewed`: there are newer links;
 * `locked`: wrong codes were typed too often.
 */
export type DeadReason = 'unknown' | 'not_known_person' | 'changed' | 'renewed' | 'expired' | 'locked';

export type AttemptState<Q> = { standing: 'open' | 'answered'; question: Q } | { standing: 'dead'; reason: DeadReason };

/** N3: how what would be answered stands. Single use, fresh version, expiry and lock are decided here and nowhere else. An answered question shows its answer, however late. */
export function attemptState<Q extends Question>(judging: Judging<Q>, attempt: Attempt): AttemptState<Q> {
  const { questions } = judging;
  const question = questions.find(({ id }) => id === attempt.question);
  if (question === undefined || !judging.takes(question).includes(attempt.action)) return { standing: 'dead', reason: 'unknown' };
  if (!judging.knows(attempt.person)) return { standing: 'dead', reason: 'not_known_person' };
  if (question.state === 'answered' || (question.state === 'closed' && isAnsweredInPart(questions, question)))
    return { standing: 'answered', question };
  const reason = question.state === 'closed' ? 'changed' : deadLink(judging, question, attempt);
  return reason === undefined ? { standing: 'open', question } : { standing: 'dead', reason };
}

function isAnsweredInPart<Q extends Question>(questions: readonly Q[], question: Q): boolean {
  return coveredBy(questions, question).some(({ state }) => state === 'answered');
}

function deadLink<Q extends Question>(judging: Judging<Q>, question: Q, { person, link }: Attempt): DeadReason | undefined {
  if (link === undefined) return undefined;
  const whose = { question: question.id, person };
  if (link.round !== judging.roundOf(whose)) return 'renewed';
  if (judging.now >= question.askedAt + judging.linkExpiry) return 'expired';
  return (link.wrongCodes ?? 0) >= MOST_WRONG_CODES ? 'locked' : undefined;
}

/** What the product itself asks of an answer, in this order; each gives its refusal. */
interface Checks<Q, Refused> {
  /** Whether it is theirs to give. */
  theirs(question: Q): Refused | undefined;
  /** Whether all is there that it needs. */
  whole(question: Q): Refused | undefined;
  /** Whether it makes sense where the process stands by now. */
  possible(question: Q): Refused | undefined;
}

type Judged<Q, Refused> = { question: Q } | { refusal: Refused } | { answered: Q } | { dead: DeadReason };

/** Whether this answer may be given: by link, page or command line, this one function says so. */
export function mayAnswer<Q extends Question, Refused>(
  judging: Judging<Q>,
  attempt: Attempt,
  { theirs, whole, possible }: Checks<Q, Refused>,
): Judged<Q, Refused> {
  const found = attemptState(judging, attempt);
  if (found.standing === 'dead') return { dead: found.reason };
  const { question } = found;
  if (found.standing === 'answered') return { answered: question };
  const refusal = theirs(question) ?? whole(question) ?? possible(question);
  return refusal === undefined ? { question } : { refusal };
}

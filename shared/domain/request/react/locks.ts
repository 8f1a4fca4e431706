import type { MailTemplate, Wanted } from '#domain/request/effects.ts';
import type { Fact, FactOf } from '#domain/request/facts.ts';
import { isLockFact } from '#domain/request/locks.ts';
import { mail } from '#domain/request/react/mail.ts';
import { questionMail } from '#domain/request/react/questions.ts';
import { whoIsReminded } from '#domain/request/react/ladder.ts';
import type { Rules } from '#domain/request/rules.ts';
import type { RequestState } from '#domain/request/state.ts';

export function reactToLocks(fact: Fact, facts: readonly Fact[], after: RequestState, rules: Rules): Wanted[] {
  if (!isLockFact(fact)) return [];
  return fact.fact === 'locked_out' ? tellLockedOut(fact, after) : bringLinks(fact, facts, after, rules);
}

/** X7: whose links are locked is told that they are, at once and without a link: whoever guesses must not be served new ones. */
function tellLockedOut({ question, person }: FactOf<'locked_out'>, after: RequestState): Wanted[] {
  return mail('locked_out', person, after.questions.find(({ id }) => id === question)?.step);
}

/** The new links, unless a mail of this very moment brings them: the reminder, or the one that was ordered again. */
function bringLinks(fact: FactOf<'links_renewed'>, facts: readonly Fact[], after: RequestState, rules: Rules): Wanted[] {
  const question = after.questions.find(({ id }) => id === fact.question);
  if (question === undefined || fact.why === 'again') return [];
  const reminded = facts.some(
    (one) => (one.fact === 'clock_reminded' || one.fact === 'clock_breached') && whoIsReminded(one, after, rules).includes(fact.person),
  );
  if (fact.why === 'reminder' && reminded) return [];
  const template: MailTemplate = questionMail(question.kind) ?? 'receipt';
  const step = question.step === undefined ? {} : { step: question.step };
  return [{ effect: { kind: 'send_mail', template, to: fact.person, question: question.id, ...step } }];
}

import type { MailTemplate, Wanted } from '#domain/request/effects.ts';
import type { Commit } from '#domain/request/fact-kind.ts';
import type { FactOf } from '#domain/request/facts.ts';
import { mail } from '#domain/request/react/mail.ts';
import { questionMail } from '#domain/request/react/questions.ts';
import { whoIsReminded } from '#domain/request/react/ladder.ts';

/** X7: whose links are locked is told that they are, at once and without a link: whoever guesses must not be served new ones. */
export function tellLockedOut({ question, person }: FactOf<'locked_out'>, { after }: Commit): Wanted[] {
  return mail('locked_out', person, after.questions.find(({ id }) => id === question)?.step);
}

/** The new links, unless a mail of this very moment brings them: the reminder, or the one that was ordered again. */
export function bringLinks(fact: FactOf<'links_renewed'>, { facts, after, rules }: Commit): Wanted[] {
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

import { templateAsking } from '#products/rehearsal/domain/mail/template.ts';
import type { Wanted } from '#products/rehearsal/domain/effects.ts';
import type { Commit } from '#products/rehearsal/domain/fact-kind.ts';
import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import { mail, stepOf } from '#products/rehearsal/domain/react/mail.ts';
import { whoIsReminded } from '#products/rehearsal/domain/react/ladder.ts';

/** X7: whose links are locked is told that they are, at once and without a link: whoever guesses must not be served new ones. */
export function tellLockedOut({ question, person }: FactOf<'locked_out'>, { after }: Commit): Wanted[] {
  return mail('locked_out', person, stepOf(after.questions.find(({ id }) => id === question) ?? {}));
}

/** The new links, unless a mail of this very moment brings them: the reminder, or the one that was ordered again. */
export function bringLinks(fact: FactOf<'links_renewed'>, { facts, after, rules }: Commit): Wanted[] {
  const question = after.questions.find(({ id }) => id === fact.question);
  if (question === undefined || fact.why === 'again') return [];
  const reminded = facts.some(
    (one) => (one.fact === 'clock_reminded' || one.fact === 'clock_breached') && whoIsReminded(one, after, rules).includes(fact.person),
  );
  if (fact.why === 'reminder' && reminded) return [];
  return mail(templateAsking(question.kind) ?? 'receipt', fact.person, { question: question.id, ...stepOf(question) });
}

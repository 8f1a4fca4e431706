import { isProven } from '#products/rehearsal/domain/proven.ts';
import { mailOf } from '#products/rehearsal/domain/mail/effect.ts';
import { templateAsking } from '#products/rehearsal/domain/mail/template.ts';
import type { Wanted } from '#products/rehearsal/domain/effects.ts';
import type { Commit } from '#products/rehearsal/domain/fact-kind.ts';
import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import { notTheirs } from '#products/rehearsal/domain/held.ts';
import type { Question, QuestionKind } from '#products/rehearsal/domain/questions.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import { RELEASE_TEAM } from '#contexts/access/domain/audience.ts';
import { admins, mail, stepOf, toAdmins, toContributor, withRole } from '#products/rehearsal/domain/react/mail.ts';
import { withStandIns } from '#products/rehearsal/domain/stand-ins.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { WhoseRequest } from '#products/rehearsal/domain/parts/whose.ts';

/** Whoever may answer is asked: the assignee alone where there is one and admins decide. */
export function askByMail(fact: FactOf<'asked'>, { after, rules, at }: Commit): Wanted[] {
  const template = templateAsking(fact.kind);
  if (template === undefined || questionKinds[fact.kind].mailedLater === true) return [];
  const asked = fact.kind === 'freeze' ? overriders(after, rules) : recipients(fact.kind, after, rules);
  return withStandIns(asked, after, rules, at).map((whom) => ({
    effect: mailOf(template, whom, { question: fact.question, ...stepOf(fact) }),
  }));
}

/** One mail to each for all verdicts that are wanted at once. */
export function askForVerdicts(fact: FactOf<'verdicts_wanted'>, { after, rules, at }: Commit): Wanted[] {
  const question = after.questions.find(({ id }) => id === (fact.together ?? fact.questions[0]));
  if (question === undefined) return [];
  return withStandIns(recipients('verdict', after, rules), after, rules, at).map((whom) => ({
    effect: mailOf('verdict_request', whom, { question: question.id, ...stepOf(question) }),
  }));
}

/** C8: every admin with the right to it, whoever it is assigned to. */
function overriders(after: Allocated & WhoseRequest, rules: Rules): string[] {
  const may = withRole(after, rules, ['admin']).filter(({ id }) => notTheirs(rules.freezes ?? [], after.held, id) === undefined);
  return may.map(({ id }) => id);
}

/**
 * A7: every other admin who may, whoever it is assigned to: the assignee may be the one who has approved. Where the question is one of
 * several that are put together, all that were approved at once are in one mail.
 */
export function askSecond(fact: FactOf<'first_approved'>, { facts, after, rules }: Commit): Wanted[] {
  const { approval, step, question } = fact;
  const together = togetherWith(question, after);
  const first = facts.find(
    (one) => one.fact === 'first_approved' && (together === undefined ? one === fact : together.covers?.includes(one.question)),
  );
  if (first !== fact) return [];
  const about = together === undefined ? { question, step } : { question: together.id };
  const others = withRole(after, rules, ['admin']).filter(({ id }) => id !== approval.by);
  return others.flatMap(({ id }) => mail('second_approval', id, about));
}

/** The open question under which this one was put with others. */
function togetherWith(question: number, { questions }: Questioned): Question | undefined {
  return questions.find((one) => one.kind === 'verdicts' && one.state === 'open' && one.covers?.includes(question));
}

/** W1: the answer to what somebody wrote goes to the contributor; all other answers are told by what follows from them. */
export function tellAnswered(fact: FactOf<'answered'>, { after }: Commit): Wanted[] {
  const named = fact.by.kind === 'person' ? tellNamed(fact.by.id, fact, fact.by.through) : [];
  if (fact.action !== 'reply' || !isProven(after)) return named;
  return [...named, ...toContributor('concern_answered', { answered: fact.question })];
}

/** W5: whoever is named hears of what somebody else put on the record in their name. */
export function tellNamed(person: string, { question }: { question: number }, through: string | undefined): Wanted[] {
  return through === undefined ? [] : mail('recorded_for_you', person, { recorded: question, through });
}

/** W5: so does whoever is named as having waived gates, once for all of them. */
export function tellWaiver(fact: FactOf<'gate_waived'>, { facts }: Commit): Wanted[] {
  const all = facts.filter((one) => one.fact === 'gate_waived');
  const { by, operator, reason } = fact.waiver;
  if (operator === undefined || all[0] !== fact) return [];
  return mail('recorded_for_you', by, { waived: all.map(({ waiver }) => waiver.gate).join(', '), reason, through: operator });
}

/** Q2: the contributor gets new links, and whoever is not asked to review it anew is told what changed. */
export function tellEdited(_: FactOf<'request_edited'>, { after, rules }: Commit): Wanted[] {
  return [...toContributor('edited'), ...(after.status === 'in_review' ? [] : toAdmins('edited', after, rules))];
}

/** Whoever may answer a question of this kind. */
export function recipients(kind: QuestionKind, after: WhoseRequest, rules: Rules): string[] {
  const { asked } = questionKinds[kind];
  const qa = asked.includes('qa') ? withRole(after, rules, ['qa_lead']) : [];
  if (qa.length > 0) return qa.map(({ id }) => id);
  if (asked.includes('release_team')) {
    const team = withRole(after, rules, RELEASE_TEAM);
    return (team.length > 0 ? team : withRole(after, rules, ['admin'])).map(({ id }) => id);
  }
  const people = asked.includes('testers')
    ? withRole(after, rules, ['tester', 'admin'])
    : asked.includes('admins') || asked.includes('qa')
      ? admins(after, rules)
      : [];
  return [...(asked.includes('contributor') ? ['contributor'] : []), ...people.map(({ id }) => id)];
}

import type { Instant } from '#kernel/time.ts';
import { mailOf } from '#products/rehearsal/domain/mail/effect.ts';
import { BREACH } from '#kernel/promises/ladder.ts';
import { layLadder } from '#kernel/promises/lay-ladder.ts';
import { wordClock } from '#products/rehearsal/domain/clock-names.ts';
import { questionsOf } from '#products/rehearsal/domain/clock-question.ts';
import type { Wanted } from '#products/rehearsal/domain/effects.ts';
import type { Commit } from '#products/rehearsal/domain/fact-kind.ts';
import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import type { Question } from '#products/rehearsal/domain/questions.ts';
import { RELEASE_TEAM } from '#contexts/access/domain/audience.ts';
import { mail, stepOf, told as toldByRole } from '#products/rehearsal/domain/react/mail.ts';
import { promiseKinds } from '#products/rehearsal/domain/promises.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import { recipients } from '#products/rehearsal/domain/react/questions.ts';
import { hasDoneTheirPart } from '#products/rehearsal/domain/two-admins.ts';
import { withStandIns } from '#products/rehearsal/domain/stand-ins.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { nobodys, type WhoseRequest } from '#products/rehearsal/domain/parts/whose.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';

export function reactToRunning(fact: FactOf<'clock_started' | 'clock_resumed'>, { after, rules, at }: Commit): Wanted[] {
  return [...layLadder(after.clocks, fact.clock, rules, at), ...putBeforeAdmins(fact, after, rules, at)];
}

/** G7: the gate has become theirs to answer, or is so again. */
function putBeforeAdmins(
  { clock }: FactOf<'clock_started' | 'clock_resumed'>,
  after: Tested & Questioned & WhoseRequest,
  rules: Rules,
  at: Instant,
): Wanted[] {
  const asked = questionsOf(after, clock).filter(({ kind }) => kind === 'gates');
  return asked.flatMap(({ id: question }) =>
    withStandIns(recipients('gates', after, rules), after, rules, at).map((whom) => ({
      effect: mailOf('gates_waivable', whom, { question }),
    })),
  );
}

/** S6: an answer is counted once it stands: a verdict can be undone for a while (A5). */
export function count({ clock: id, answeredBy }: FactOf<'clock_stopped'>, { after, rules, at }: Commit): Wanted[] {
  const clock = after.clocks.find((one) => one.id === id);
  if (clock === undefined || answeredBy === undefined) return [];
  const effect = { kind: 'keep_clock', clock: id, stoppedAt: at } as const;
  const { standsAfter } = promiseKinds[clock.kind];
  return standsAfter === undefined ? [{ effect }] : [{ effect, notBefore: at + standsAfter(rules) }];
}

/** S2: who is told at a rung. Nobody twice: whoever can answer gets the links, the others are told that an answer is awaited. */
export function tellOfRung(fact: FactOf<'clock_reminded' | 'clock_breached'>, { after, rules }: Commit): Wanted[] {
  const questions = questionsOf(after, fact.clock);
  const { clock } = fact;
  const reminders = questions.flatMap((question) => {
    const asked = withStandIns(whoIsAsked(fact, question, after, rules), after, rules, fact.at);
    return asked.map((whom) => mailOf('answer_reminder', whom, { clock, question: question.id, ...stepOf(question) }));
  });
  const [question] = questions;
  if (question === undefined) return [];
  const told = whoIsTold(fact, after, rules).filter((id) => !reminders.some(({ to }) => to === id));
  const awaited = { clock, ...(questions.length === 1 ? stepOf(question) : {}) };
  return [...reminders.map((effect) => ({ effect })), ...told.flatMap((to) => mail('answer_awaited', to, awaited))];
}

/** The first rung is for whoever was asked, the breach for the one who is asked next, the others for all who may answer. */
function whoIsAsked(
  fact: FactOf<'clock_reminded' | 'clock_breached'>,
  question: Question,
  after: Tested & Questioned & WhoseRequest,
  rules: Rules,
): string[] {
  const { asked, onlyFromBreach } = questionKinds[question.kind];
  if (asked.every((group) => group === 'contributor')) return ['contributor'];
  if (onlyFromBreach === true) return fact.rung < BREACH ? [] : recipients(question.kind, nobodys(after), rules);
  if (fact.fact === 'clock_breached') return fact.askedNext === undefined ? [] : [fact.askedNext];
  const done = hasDoneTheirPart(after, question);
  // A7: who took it and has approved leaves it to the others.
  const whose = fact.rung === 1 && after.assignee !== done ? after : nobodys(after);
  return recipients(question.kind, whose, rules).filter((id) => id !== done);
}

/** Who gets the links again at a rung. */
export function whoIsReminded(
  fact: FactOf<'clock_reminded' | 'clock_breached'>,
  after: Tested & Questioned & WhoseRequest,
  rules: Rules,
): string[] {
  return questionsOf(after, fact.clock).flatMap((question) =>
    withStandIns(whoIsAsked(fact, question, after, rules), after, rules, fact.at).map(({ to }) => to),
  );
}

function whoIsTold({ fact, rung, clock }: FactOf<'clock_reminded' | 'clock_breached'>, after: WhoseRequest, rules: Rules): string[] {
  if (rung < (clock.startsWith(wordClock('')) ? BREACH : BREACH - 1)) return [];
  const team = toldByRole(after, rules, rung < BREACH ? ['release_coordinator'] : RELEASE_TEAM).map(({ id }) => id);
  return fact === 'clock_breached' ? [...team, 'contributor'] : team;
}

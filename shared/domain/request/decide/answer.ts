import { isAuthor } from '#domain/request/authors.ts';
import { hasRole } from '#domain/people.ts';
import type { CommandOf } from '#domain/request/commands.ts';
import type { Answering } from '#domain/request/decide/answering.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import { answerTogether } from '#domain/request/decide/answer-together.ts';
import { needsGates } from '#domain/request/needs-gates.ts';
import { decideAs } from '#domain/request/decide/decide-as.ts';
import { actionKinds } from '#domain/request/actions/table.ts';
import { askedGroups } from '#domain/request/asked.ts';
import { refuseUnlessHolding } from '#domain/request/fallen.ts';
import { actionsFor, possibleActions } from '#domain/request/possible-actions.ts';
import { refuse, type Refusal } from '#domain/request/decision.ts';
import { coveredBy, type Action, type Question } from '#domain/request/questions.ts';
import { questionKinds } from '#domain/request/questions/table.ts';
import { isClosed } from '#domain/request/parts/lifecycle.ts';

type Refused = { refused: Refusal } | undefined;

/** One decision per question: whoever comes second is told what was decided. */
export function answer(deciding: Deciding, command: CommandOf<'answer'>): Refused {
  const question = deciding.draft.state.questions.find(({ id }) => id === command.question);
  if (question === undefined) return refuse('unknown_question', 'there is no such question');
  const isTogether = questionKinds[question.kind].eachOf !== undefined;
  const refused =
    checkOpen(deciding, question) ??
    checkAuthority(deciding, question, command.action) ??
    (isTogether ? undefined : checkComment(command)) ??
    checkLook(deciding, command);
  if (refused !== undefined) return refused;
  return decideOn(deciding, { question, action: command.action, details: command.details });
}

function decideOn(deciding: Deciding, answering: Answering): Refused {
  const { question, action } = answering;
  if (questionKinds[question.kind].eachOf !== undefined) return answerTogether(deciding, answering);
  return checkSense(deciding, question, action) ?? decideAs(question.kind, deciding, answering);
}

function checkOpen({ draft }: Deciding, question: Question): Refused {
  if (question.state === 'answered') return refuse('already_answered', `this was answered: ${question.answer?.action ?? 'answered'}`);
  if (coveredBy(draft.state.questions, question).some(({ state }) => state === 'answered') && question.state === 'closed')
    return refuse('already_answered', 'these were answered: nothing of it is open any more');
  if (question.state === 'closed') return refuse('no_longer_asked', 'the request has changed; this is no longer asked');
  return undefined;
}

/** X1, Q1: who may answer. The author never decides on their own request, under whatever role. */
function checkAuthority({ by, rules, draft }: Deciding, question: Question, action: Action): Refused {
  const { asked } = questionKinds[question.kind];
  if (!actionsFor(question.kind).includes(action)) return refuse('not_allowed', `${action} is no answer to this question`);
  if (by.kind === 'contributor')
    return asked.includes('contributor') ? undefined : refuse('not_allowed', 'this is not for the contributor to decide');
  if (by.kind !== 'person') return refuse('not_allowed', 'only people decide');
  const person = rules.people.find(({ id }) => id === by.id);
  if (person === undefined) return refuse('not_allowed', 'this person is not in the settings');
  if (isAuthor(person, draft.state)) return refuse('author_decides_nothing', 'authors never decide on their own request');
  const allowed = asked.some((group) => askedGroups[group].roles.some((role) => hasRole(rules.people, by.id, role)));
  return allowed ? undefined : refuse('not_allowed', 'this role does not decide this');
}

/** What is asked depends on where the request stands by now (G7); what only its contributor can say ends with it (Q2). */
function checkSense({ draft: { state } }: Deciding, question: Question, action: Action): Refused {
  const { needsOpenRequest, onlyWhilePossible } = questionKinds[question.kind];
  if (needsOpenRequest === true && isClosed(state)) return refuse('not_possible_now', 'the request is over');
  if (onlyWhilePossible !== true || possibleActions(state, question).includes(action)) return undefined;
  return refuse('not_possible_now', `${action} is not possible while the request stands where it does`);
}

/** G9: nothing is accepted or approved but on gates that were seen to hold. */
function checkLook({ draft }: Deciding, { action, details, looked }: CommandOf<'answer'>): Refused {
  return needsGates(action, details) ? refuseUnlessHolding(draft.state, looked) : undefined;
}

function checkComment({ action, details }: CommandOf<'answer'>): Refused {
  const { needs } = actionKinds[action];
  if (needs === undefined || details.comment.trim() !== '') return undefined;
  return refuse('comment_missing', needs);
}

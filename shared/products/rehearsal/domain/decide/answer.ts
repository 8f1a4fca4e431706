import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import { isAuthor } from '#contexts/gates/domain/authors.ts';
import { hasRole } from '#contexts/access/domain/people.ts';
import type { CommandOf } from '#products/rehearsal/domain/commands.ts';
import { personOf } from '#products/rehearsal/domain/decide/answering.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { answerTogether } from '#products/rehearsal/domain/decide/answer-together.ts';
import { needsGates } from '#products/rehearsal/domain/needs-gates.ts';
import { decideAs } from '#products/rehearsal/domain/decide/decide-as.ts';
import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import { askedGroups } from '#products/rehearsal/domain/asked.ts';
import { refuseUnlessHolding } from '#products/rehearsal/domain/fallen.ts';
import { judgingOf } from '#products/rehearsal/domain/judging.ts';
import { possibleActions } from '#products/rehearsal/domain/possible-actions.ts';
import { refuse, type Refusal } from '#products/rehearsal/domain/decision.ts';
import type { Action, Question } from '#products/rehearsal/domain/questions.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import { mayAnswer, type DeadReason } from '#kernel/questions/judge.ts';
import { isClosed } from '#products/rehearsal/domain/parts/lifecycle.ts';

type Refused = { refused: Refusal } | undefined;

/** One decision per question: whoever comes second is told what was decided. */
export function answer(deciding: Deciding, command: CommandOf<'answer'>): Refused {
  const { draft, rules, at } = deciding;
  const { action, details } = command;
  const attempt = { question: command.question, action, person: personOf(deciding), link: command.link };
  const judged = mayAnswer(judgingOf(draft.state, rules, at), attempt, {
    theirs: (question) => checkAuthority(deciding, question) ?? checkThrough(deciding),
    whole: (question) => (isTogether(question) ? undefined : checkComment(command)) ?? checkLook(deciding, command),
    possible: (question) => (isTogether(question) ? undefined : checkSense(deciding, question, action)),
  });
  if ('refusal' in judged) return judged.refusal;
  if ('answered' in judged) return alreadyAnswered(judged.answered);
  if ('dead' in judged) return dead(deciding, command, judged.dead);
  const answering = { question: judged.question, action, details };
  return isTogether(judged.question) ? answerTogether(deciding, answering) : decideAs(judged.question.kind, deciding, answering);
}

function isTogether({ kind }: Question): boolean {
  return questionKinds[kind].eachOf !== undefined;
}

function alreadyAnswered({ state, answer }: Question): Refused {
  if (state === 'closed') return refuse('already_answered', 'these questions were answered: none of them is open any more');
  return refuse('already_answered', `this was answered: ${answer?.action ?? 'answered'}`);
}

function dead({ draft, by }: Deciding, { question, action }: CommandOf<'answer'>, reason: DeadReason): Refused {
  if (reason !== 'unknown') return reason === 'not_known_person' && by.kind !== 'person' ? onlyPeople() : refuse(...DEAD[reason]);
  if (draft.state.questions.some(({ id }) => id === question)) return refuse('not_allowed', `${action} is no answer to this question`);
  return refuse('unknown_question', 'there is no such question');
}

const DEAD: Record<Exclude<DeadReason, 'unknown'>, [Refusal['code'], string]> = {
  not_known_person: ['not_allowed', 'this person is not in the settings'],
  changed: ['no_longer_asked', 'the request has changed; this question is closed'],
  renewed: ['link_dead', 'there are newer links for this'],
  expired: ['link_dead', 'the link has expired'],
  locked: ['link_dead', 'a wrong code was typed too often'],
};

function onlyPeople(): { refused: Refusal } {
  return refuse('not_allowed', 'only people decide');
}

/** Who would answer, and of what. */
interface Asked extends Pick<Deciding, 'by' | 'rules'> {
  draft: { readonly state: Authored & Requested };
}

/** X1, Q1: who may answer. The author never decides on their own request, under whatever role. */
export function checkAuthority({ by, rules, draft }: Asked, question: Question): Refused {
  const { asked } = questionKinds[question.kind];
  if (by.kind === 'contributor')
    return asked.includes('contributor') ? undefined : refuse('not_allowed', 'the contributor may not decide this');
  if (by.kind !== 'person') return onlyPeople();
  const person = rules.people.find(({ id }) => id === by.id);
  if (person !== undefined && isAuthor(person, draft.state))
    return refuse('author_decides_nothing', 'authors never decide on their own requests');
  const allowed = asked.some((group) => askedGroups[group].roles.some((role) => hasRole(rules.people, by.id, role)));
  return allowed ? undefined : refuse('not_allowed', 'your role may not decide this');
}

/** Q1: nor does an author decide in the name of another. */
function checkThrough({ by, rules, draft }: Deciding): Refused {
  const through = by.kind === 'person' ? by.through : undefined;
  const teller = rules.people.find(({ id }) => id === through);
  if (teller === undefined || !isAuthor(teller, draft.state)) return undefined;
  return refuse('author_decides_nothing', 'authors never decide on their own requests, in whoever’s name');
}

/** What is asked depends on where the request stands by now (G7); what only its contributor can say ends with it (Q2). */
function checkSense({ draft: { state } }: Deciding, question: Question, action: Action): Refused {
  const { needsOpenRequest, onlyWhilePossible } = questionKinds[question.kind];
  if (needsOpenRequest === true && isClosed(state)) return refuse('not_possible_now', 'the request is over');
  if (onlyWhilePossible !== true || possibleActions(state, question).includes(action)) return undefined;
  return refuse('not_possible_now', `${action} is not possible in the request’s present state`);
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

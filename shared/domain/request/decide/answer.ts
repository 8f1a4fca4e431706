import { isAuthor } from '#domain/request/authors.ts';
import { hasRole } from '#domain/people.ts';
import type { CommandOf } from '#domain/request/commands.ts';
import type { Answering } from '#domain/request/decide/answering.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import { answerContributor } from '#domain/request/decide/answer-contributor.ts';
import { answerContinue } from '#domain/request/decide/continue.ts';
import { answerManual } from '#domain/request/decide/answer-manual.ts';
import { answerRegression } from '#domain/request/decide/answer-regression.ts';
import { answerReview } from '#domain/request/decide/answer-review.ts';
import { answerTogether } from '#domain/request/decide/answer-together.ts';
import { answerVerdict } from '#domain/request/decide/answer-verdict.ts';
import { answerConcern } from '#domain/request/decide/concern.ts';
import { overrideFreeze } from '#domain/request/decide/freeze.ts';
import { answerProduction } from '#domain/request/decide/production.ts';
import { answerWord } from '#domain/request/decide/word.ts';
import { needsGates } from '#domain/request/judgements.ts';
import { refuseUnlessHolding } from '#domain/request/fallen.ts';
import { possibleActions } from '#domain/request/possible-actions.ts';
import { refuse, type Refusal } from '#domain/request/decision.ts';
import { RELEASE_TEAM } from '#domain/request/react/mail.ts';
import { actionRules, coveredBy, questionRules, type Action, type Question } from '#domain/request/questions.ts';

type Refused = { refused: Refusal } | undefined;

/** One decision per question: whoever comes second is told what was decided. */
export function answer(deciding: Deciding, command: CommandOf<'answer'>): Refused {
  const question = deciding.draft.state.questions.find(({ id }) => id === command.question);
  if (question === undefined) return refuse('unknown_question', 'there is no such question');
  const isTogether = question.kind === 'verdicts';
  const refused =
    checkOpen(deciding, question) ??
    checkAuthority(deciding, question, command.action) ??
    (isTogether ? undefined : checkComment(command)) ??
    checkLook(deciding, command);
  if (refused !== undefined) return refused;
  return decideOn(deciding, { question, action: command.action, details: command.details });
}

function decideOn(deciding: Deciding, answering: Answering): Refused {
  switch (answering.question.kind) {
    case 'confirm':
    case 'withdraw':
    case 'supersede':
    case 'return':
      return answerContributor(deciding, answering);
    case 'gates':
      return checkSense(deciding, answering.question, answering.action) ?? answerGates(deciding, answering);
    case 'review':
    case 'deployment':
      return answerReview(deciding, answering);
    case 'verdicts':
      return answerTogether(deciding, answering);
    case 'verdict':
    case 'hold':
      return answerVerdict(deciding, answering);
    case 'word':
    case 'word_waiver':
      return answerWord(deciding, answering);
    case 'regression':
      return answerRegression(deciding, answering);
    case 'production':
      return answerProduction(deciding, answering);
    case 'concern':
      return answerConcern(deciding, answering);
    case 'freeze':
      return overrideFreeze(deciding, answering);
    case 'manual_step':
    case 'manual_test':
      return answerManual(deciding, answering);
  }
}

/** G7, I19. */
function answerGates(deciding: Deciding, answering: Answering): Refused {
  return answering.action === 'continue' ? answerContinue(deciding, answering) : answerReview(deciding, answering);
}

function checkOpen({ draft }: Deciding, question: Question): Refused {
  if (question.state === 'answered') return refuse('already_answered', `this was answered: ${question.answer?.action ?? 'answered'}`);
  if (coveredBy(draft.state.questions, question).some(({ state }) => state === 'answered') && question.state === 'closed')
    return refuse('already_answered', 'these were answered: nothing of it is open any more');
  if (question.state === 'closed') return refuse('no_longer_asked', 'the request has changed; this is no longer asked');
  return undefined;
}

/** X1, Q1: who may answer. The author never decides on their own request, under whatever role. */
export function checkAuthority({ by, rules, draft }: Deciding, question: Question, action: Action): Refused {
  const rule = questionRules[question.kind];
  if (!rule.actions.includes(action)) return refuse('not_allowed', `${action} is no answer to this question`);
  if (by.kind === 'contributor')
    return rule.asked.includes('contributor') ? undefined : refuse('not_allowed', 'this is not for the contributor to decide');
  if (by.kind !== 'person') return refuse('not_allowed', 'only people decide');
  const person = rules.people.find(({ id }) => id === by.id);
  if (person === undefined) return refuse('not_allowed', 'this person is not in the settings');
  if (isAuthor(person, draft.state)) return refuse('author_decides_nothing', 'authors never decide on their own request');
  const admin = hasRole(rules.people, by.id, 'admin');
  const allowed =
    (admin && rule.asked.some((group) => group !== 'contributor')) ||
    (rule.asked.includes('testers') && hasRole(rules.people, by.id, 'tester')) ||
    (rule.asked.includes('qa') && hasRole(rules.people, by.id, 'qa_lead')) ||
    (rule.asked.includes('release_team') && RELEASE_TEAM.some((role) => hasRole(rules.people, by.id, role)));
  return allowed ? undefined : refuse('not_allowed', 'this role does not decide this');
}

/** G7: what is asked of a gate depends on where the request stands by now. */
function checkSense({ draft }: Deciding, question: Question, action: Action): Refused {
  if (question.kind !== 'gates' || possibleActions(draft.state, question).includes(action)) return undefined;
  return refuse('not_possible_now', `${action} is not possible while the request stands where it does`);
}

/** G9: nothing is accepted or approved but on gates that were seen to hold. */
function checkLook({ draft }: Deciding, { action, details, looked }: CommandOf<'answer'>): Refused {
  return needsGates(action, details) ? refuseUnlessHolding(draft.state, looked) : undefined;
}

function checkComment({ action, details }: CommandOf<'answer'>): Refused {
  const { needs } = actionRules[action];
  if (needs === undefined || details.comment.trim() !== '') return undefined;
  return refuse('comment_missing', needs);
}

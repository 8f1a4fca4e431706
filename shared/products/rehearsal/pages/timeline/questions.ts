import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import { askedGroups } from '#products/rehearsal/domain/asked.ts';
import type { Question } from '#products/rehearsal/domain/questions.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import { actorName, nameOfStep } from '#products/rehearsal/pages/about.ts';
import { person, type Sentences, type Telling } from '#products/rehearsal/pages/timeline/telling.ts';
import type { LockFact, QuestionFact } from '#products/rehearsal/domain/facts/types/questions.ts';

export const questionSentences: Sentences<QuestionFact> = {
  asked: (fact, telling) => {
    const putBy = fact.putBy === undefined ? '' : `, by ${person(fact.putBy, telling)}`;
    const { asked, askedText, label } = questionKinds[fact.kind];
    if (askedText !== undefined) return askedText(fact.said ?? '');
    const who = asked.map((group) => askedGroups[group].name).join(' and ');
    return `Asked ${who}${aboutOf(questionOf(fact, telling), telling)}${putBy}: ${label}`;
  },
  answered: (fact, telling) => {
    const comment = fact.comment.trim();
    const by = actorName(fact.by, telling.state, telling.rules);
    return `${actionKinds[fact.action].done} by ${by}${aboutOf(questionOf(fact, telling), telling)}${comment === '' ? '' : `: ${comment}`}`;
  },
  question_closed: (fact, telling) => {
    const question = questionOf(fact, telling);
    const name = question === undefined ? `Question ${fact.question}` : questionKinds[question.kind].label;
    return `“${name}”${aboutOf(question, telling)} is no longer asked`;
  },
};

function questionOf({ question }: { question: number }, { state }: Telling): Question | undefined {
  return state.questions.find(({ id }) => id === question);
}

function aboutOf(question: Question | undefined, { state }: Telling): string {
  return question?.step === undefined ? '' : ` about ${nameOfStep(state.submission, question.step)}`;
}

/** X7. */
export const lockSentences: Sentences<LockFact> = {
  locked_out: (fact, telling) => `A wrong code was typed five times with links of ${person(fact.person, telling)}: they are locked`,
  links_renewed: (fact, telling) =>
    `New links and a new code were made for ${person(fact.person, telling)}${fact.by === undefined ? '' : `, by ${person(fact.by, telling)}`}`,
};

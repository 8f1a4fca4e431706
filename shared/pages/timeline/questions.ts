import type { LockFact, QuestionFact } from '#domain/request/facts/questions.ts';
import { questionRules, type Asked, type Question } from '#domain/request/questions.ts';
import { actorName, nameOfStep } from '#pages/about.ts';
import { doneLabels, questionLabels } from '#pages/labels.ts';
import { person, type Sentences, type Telling } from '#pages/timeline/telling.ts';

const askedNames: Record<Asked, string> = {
  contributor: 'the contributor',
  admins: 'the admins',
  testers: 'the testers',
  qa: 'the QA leads',
  release_team: 'the release team',
};

export const questionSentences: Sentences<QuestionFact> = {
  asked: (fact, telling) => {
    const putBy = fact.putBy === undefined ? '' : `, by the operator ${fact.putBy}`;
    const who = questionRules[fact.kind].asked.map((group) => askedNames[group]).join(' and ');
    if (fact.kind === 'concern') return `Written on this page, to the release team: ${fact.said ?? ''}`;
    if (fact.kind === 'production') return 'The admins and the release team can record what became of it in production';
    if (fact.kind === 'withdraw') return 'The contributor may withdraw it';
    return `Asked ${who}${aboutOf(questionOf(fact, telling), telling)}${putBy}: ${questionLabels[fact.kind]}`;
  },
  answered: (fact, telling) => {
    const comment = fact.comment.trim();
    const by = actorName(fact.by, telling.state, telling.rules);
    return `${doneLabels[fact.action]} by ${by}${aboutOf(questionOf(fact, telling), telling)}${comment === '' ? '' : `: ${comment}`}`;
  },
  question_closed: (fact, telling) => {
    const question = questionOf(fact, telling);
    const name = question === undefined ? `Question ${fact.question}` : questionLabels[question.kind];
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
    `New links and a new code were made for ${person(fact.person, telling)}${fact.by === undefined ? '' : `, by the operator ${fact.by}`}`,
};

import type { Actor } from '#contexts/access/domain/people.ts';
import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import type { Question } from '#products/rehearsal/domain/questions.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Instant } from '#kernel/time.ts';
import type { Edited, EditRecord } from '#contexts/intake/domain/kept/edits.ts';

/** Q2. What somebody asked the contributor, what they answered, and what they changed with it. */
export interface Exchange {
  asked?: { by: Actor; at: Instant; text: string };
  answered?: { at: Instant; text: string };
  changes: Edited[];
}

/** Oldest first. */
export function exchangesOf({ questions }: Pick<Questioned, 'questions'>, edited: readonly EditRecord[] = []): Exchange[] {
  return questions
    .filter(({ kind }) => kind === 'return')
    .map((question) => {
      const asking = askingOf(questions, question);
      const { answer } = question;
      return {
        ...(asking === undefined ? {} : { asked: asking }),
        ...(answer?.action === 'answer' ? { answered: { at: answer.at, text: answer.comment } } : {}),
        changes: edited.filter((record) => record.question === question.id).flatMap(({ changes }) => changes),
      };
    });
}

function askingOf(questions: readonly Question[], question: Question): Exchange['asked'] {
  const { answer } =
    questions.findLast(({ id, answer: given }) => id < question.id && given !== undefined && actionKinds[given.action].asksBack === true) ??
    {};
  return answer === undefined ? undefined : { by: answer.by, at: answer.at, text: answer.comment };
}

/** What the contributor changed without being asked, oldest first. */
export function ownEdits(edited: readonly EditRecord[] = []): EditRecord[] {
  return edited.filter(({ question }) => question === undefined);
}

import { roundOf } from '#products/rehearsal/domain/locks.ts';
import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import { actionsFor } from '#products/rehearsal/domain/possible-actions.ts';
import type { Action, Question } from '#products/rehearsal/domain/questions.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { nameOfStep } from '#products/rehearsal/pages/about.ts';
import { dueTag } from '#html/elements.ts';
import { dueOf } from '#products/rehearsal/domain/due.ts';
import { html, safeUrl, type Html } from '#html/markup.ts';
import type { When } from '#html/times.ts';

/** Where a question of the contributor's is answered, with the code of its mail; undefined where others read the page. */
export type AnswerUrl = (question: number, action: Action, round: number) => string;

/** R13: what the contributor is asked of audits, with the way to the answer. */
export function wordCard(state: Requested & Tested & Questioned, when: When, answerUrl: AnswerUrl | undefined): Html | undefined {
  const asked = state.questions.filter((question) => question.kind === 'word' && question.state === 'open');
  if (asked.length === 0) return undefined;
  return html`<section class="card" aria-labelledby="word"><h2 id="word">The contributor is asked</h2>${asked.map((question) => oneWord(question, state, when, answerUrl))}</section>`;
}

function oneWord(question: Question, state: Requested & Tested & Questioned, when: When, answerUrl: AnswerUrl | undefined): Html {
  const due = dueOf(state, question);
  const round = roundOf(state, { question: question.id, person: 'contributor' });
  const links =
    answerUrl === undefined
      ? undefined
      : html`<p>With the code in the mail that asks for it:</p><div class="buttons">${actionsFor('word').map(
          (action) => html`<a class="button" href="${safeUrl(answerUrl(question.id, action, round))}">${actionKinds[action].label}</a>`,
        )}</div>`;
  return html`<p><strong>${nameOfStep(state.submission, question.step ?? '')}</strong>: ${questionKinds.word.label} ${due === undefined ? undefined : dueTag(due, when)}</p>
<p>It ran and was approved; its result is below. Jobs that write data do not start before the contributor agrees, or an admin lets it go on without the contributor’s word.</p>${links}`;
}

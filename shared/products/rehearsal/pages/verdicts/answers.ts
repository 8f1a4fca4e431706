import type { OperationAnswer } from '#contexts/access/contracts/operation-answer.ts';
import { tag } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import { clip } from '#html/text.ts';

/** What became of each answer that was given to many. */
export function answersShown({ facts = {}, rows = [] }: OperationAnswer): Html {
  return html`<p class="lead">${String(facts['given'])} of ${String(facts['of'])} were given.</p><ul class="rows">${rows.map(
    ({ id, question, answer, why }) =>
      html`<li><p><a href="/requests/${String(id)}">Request ${String(id)}</a>, question ${String(question)} ${answer === 'given' ? tag('given', 'good') : tag('not given', 'bad')}</p>${answer === 'given' ? undefined : html`<p dir="auto">${clip(String(why), 500)}</p>`}</li>`,
  )}</ul>`;
}

import type { OperationAnswer } from '#contexts/access/contracts/operation-answer.ts';
import { tag, type Tone } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import { clip } from '#html/text.ts';

/** K2. The run that was made, or why there was none to be made. */
export function made({ facts = {} }: OperationAnswer): Html {
  const { run, why } = facts;
  if (why !== undefined) return html`<p class="lead">Nothing was started: ${String(why)}</p>`;
  return html`<p class="lead">It is run <a href="/runs/${String(run)}">${String(run)}</a>.</p>`;
}

export function madeAt({ facts: { run } = {} }: OperationAnswer): string | undefined {
  return run === undefined ? undefined : `/runs/${String(run)}`;
}

const answers: Readonly<Record<string, readonly [word: string, tone: Tone]>> = {
  cancelled: ['cancelled', 'good'],
  already_over: ['was over already', 'plain'],
};

/** O5. What was said of each action, or of the whole run. */
export function cancelled({ rows = [] }: OperationAnswer): Html {
  if (rows.length === 0) return html`<p>What waits never starts, and what is at work is being stopped.</p>`;
  return html`<ul class="rows">${rows.map(({ action, answer }) => html`<li><p><strong>${clip(String(action), 200)}</strong> ${tag(...(answers[String(answer)] ?? [String(answer), 'plain']))}</p></li>`)}</ul>`;
}

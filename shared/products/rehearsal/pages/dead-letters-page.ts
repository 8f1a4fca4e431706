import { foldedAsk } from '#contexts/access/pages/asking/ask-form.ts';
import type { AskView } from '#contexts/access/pages/asking/ask-view.ts';
import type { PageContent } from '#html/document.ts';
import { facts } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import { pager } from '#html/pager.ts';
import { clip, maskAddresses, plural } from '#html/text.ts';
import { moment, type When } from '#html/times.ts';
import type { OutboxEntry } from '#kernel/effect.ts';
import { runbookUrl } from '#products/rehearsal/pages/runbooks/page.ts';
import { requestOf } from '#products/rehearsal/domain/named-subjects.ts';

export interface DeadLettersView {
  letters: readonly OutboxEntry[];
  /** Of all pages. */
  count: number;
  query: URLSearchParams;
  next: string | undefined;
  when: When;
  replay: (key: string) => AskView;
  dismiss: (key: string) => AskView;
  replayAll: AskView;
  /** Where a request is seen. */
  requestUrl: (id: string) => string;
}

const deadLettersPath = '/dead-letters';

/** B5: what was given up, with its cause, and what can be done about it. */
export function deadLettersPage(view: DeadLettersView): PageContent {
  const { letters, count, query, next } = view;
  const body =
    count === 0
      ? html`<div class="card"><p class="lead">Nothing was given up.</p><p>Work that could not be done after its last attempt would stand here, and every operator would be told by mail.</p></div>`
      : html`<div class="card"><p class="lead">${plural(count, 'promised piece of work', 'promised pieces of work')} ${count === 1 ? 'was' : 'were'} given up.</p>
<p>Mend the cause first; then replay. <a href="${runbookUrl('dead_letters')}">What to do, step by step</a>.</p>${foldedAsk(view.replayAll)}</div>
${letters.map((letter) => letterCard(letter, view))}${pager(deadLettersPath, query, next)}`;
  return { title: 'Dead letters', body };
}

function letterCard(letter: OutboxEntry, { when, replay, dismiss, requestUrl }: DeadLettersView): Html {
  const { key, kind, subject, attempts, replays = 0, createdAt, finishedAt, errors } = letter;
  const request = requestOf(subject);
  const about =
    request === undefined
      ? html`${subject.kind} <span class="mono">${subject.id}</span>`
      : html`request <a class="mono" href="${requestUrl(request)}">${request}</a>`;
  return html`<section class="card" aria-label="${kind.replaceAll('_', ' ')}"><h2>${kind.replaceAll('_', ' ')} of ${about}</h2>
<div class="note bad"><p><bdi>${causeText(errors.at(-1)?.message)}</bdi></p></div>
${facts(
  ['Given up', finishedAt === undefined ? undefined : moment(finishedAt, when)],
  ['Asked for', moment(createdAt, when)],
  ['Attempts', `${attempts}${replays === 0 ? '' : `, replayed ${plural(replays, 'time')}`}`],
  ['Key', html`<span class="mono small">${key}</span>`],
)}${earlier(errors, when)}
<div class="asks">${foldedAsk(replay(key))}${foldedAsk(dismiss(key))}</div></section>\n`;
}

function earlier(errors: OutboxEntry['errors'], when: When): Html | undefined {
  if (errors.length < 2) return undefined;
  return html`<details><summary>Causes of ${plural(errors.length, 'attempt')}</summary><ol class="small">${errors.map(
    ({ at, message }) => html`<li>${moment(at, when)}: <bdi>${causeText(message, 150)}</bdi></li>`,
  )}</ol></details>`;
}

function causeText(message = 'it never ended', letters = 500): string {
  return clip(maskAddresses(message), letters);
}

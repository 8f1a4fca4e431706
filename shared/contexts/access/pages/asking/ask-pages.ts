import type { OperationAnswer, OperationRow } from '#contexts/access/contracts/operation-answer.ts';
import { askForm, hidden, hiddenFields } from '#contexts/access/pages/asking/ask-form.ts';
import { askPath, OWN, type AskView } from '#contexts/access/pages/asking/ask-view.ts';
import { fieldWords } from '#contexts/access/pages/asking/words.ts';
import { message, type PageContent } from '#html/document.ts';
import { facts } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import type { When } from '#html/times.ts';
import type { Typed } from '#html/typed.ts';

const WAY_BACK = 'Back to where you were';

/** The operation alone on a page: opened by a link, or again with what was typed and what is wrong with it. */
export function askPage(view: AskView, typed: Typed, refusal?: string): PageContent {
  const { words, back } = view;
  const elsewhere = [...typed.problems].filter(([name]) => !view.fields.some((field) => field.name === name));
  const problems = [
    ...(refusal === undefined ? [] : [refusal]),
    ...elsewhere.map(([name, text]) => (name === '' ? text : `${name}: ${text}`)),
  ];
  const note = typed.problems.size === 0 && refusal === undefined ? undefined : problemNote(problems);
  const body = html`<div class="card">${note}${given(view)}${words.sure === undefined ? undefined : html`<p>${words.sure}</p>`}${askForm(view, typed)}</div>`;
  return { title: words.label, body, back: [back, WAY_BACK], hasProblems: note !== undefined };
}

function problemNote(problems: readonly string[]): Html {
  const list = problems.length === 0 ? undefined : html`<ul>${problems.map((text) => html`<li>${text}</li>`)}</ul>`;
  return html`<div class="note bad" role="alert"><p><strong>Nothing was done.</strong>${problems.length === 0 ? ' What is wrong stands beside the fields.' : undefined}</p>${list}</div>`;
}

/** Once more before what cannot be taken back. */
export function surePage(view: AskView): PageContent {
  const { operation, words, back } = view;
  const body = html`<div class="card"><p class="lead">${words.sure}</p>${given(view)}
<form method="post" action="${askPath}${operation}">${hiddenFields(view)}${hidden(OWN.sure, 'yes')}
<div class="buttons"><button class="danger">${words.label}</button> <a class="button quiet" href="${back}">Do not</a></div></form></div>`;
  return { title: `${words.label}: are you sure?`, body, back: [back, WAY_BACK] };
}

interface Answered {
  view: Pick<AskView, 'words' | 'back' | 'values'>;
  answer: OperationAnswer;
  when: When;
  /** What is offered next. */
  next?: AskView | undefined;
}

/** What an operation answered, where that is shown this once. */
export function answerPage({ view: { words, back, values }, answer, when, next }: Answered): PageContent {
  const shown = words.shown?.(answer, values, when) ?? generally(answer);
  const on =
    next === undefined
      ? html`<a class="button" href="${words.leadsTo?.(answer) ?? back}">Go on</a>`
      : html`<a class="button quiet" href="${back}">Do not</a>`;
  const body = html`<div class="card"><div class="note good" role="status"><p>${words.done}</p></div>${next === undefined ? undefined : askForm(next)}${shown}
<div class="buttons">${on}</div></div>`;
  return { title: words.label, body, back: [back, WAY_BACK] };
}

function generally({ facts: said = {}, rows = [] }: OperationAnswer): Html {
  const told = Object.entries(said).map(([name, value]): [string, Html] => [name, html`<span class="mono">${String(value)}</span>`]);
  return html`${facts(...told)}${rows.length === 0 ? undefined : rowsTable(rows)}`;
}

function rowsTable(rows: readonly OperationRow[]): Html {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return html`<div class="scroll"><table><thead><tr>${names.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows.map(
    (row) => html`<tr>${names.map((name) => html`<td>${String(row[name] ?? '')}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}

/** What the page before has filled in. */
function given({ values, words }: AskView): Html | undefined {
  const shown = [...values].filter(([, value]) => value !== '');
  if (shown.length === 0) return undefined;
  return facts(...shown.map(([name, value]): [string, string] => [fieldWords(words, name).label, value]));
}

/** Whoever's sign-in ended meanwhile is led on to where they were. */
export function signInFirst(back: string): PageContent {
  const link = html`<div class="buttons"><a class="button" href="/sign-in?to=${encodeURIComponent(back)}">Sign in</a></div>`;
  return message(
    'Sign in first',
    'Nothing was done: nobody is signed in here any more. After it you are led back to where you were.',
    link,
  );
}

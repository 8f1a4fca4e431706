import { isProven } from '#products/rehearsal/domain/proven.ts';
import type { Question } from '#products/rehearsal/domain/questions.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import { actorName } from '#products/rehearsal/pages/about.ts';
import { said } from '#html/elements.ts';
import { textArea } from '#html/fields.ts';
import { html, safeUrl, type Html } from '#html/markup.ts';
import type { PageContent } from '#html/document.ts';
import { moment, type When } from '#html/times.ts';

export interface ConcernsView {
  state: Requested & Questioned;
  rules: Rules;
  when: When;
  /** Where this page posts to; undefined where nothing can be said. */
  concernsUrl?: string | undefined;
}

/** W1: whoever may see this page can say that something is wrong, and sees what was answered. */
export function concernsCard(view: ConcernsView): Html | undefined {
  const { state, concernsUrl } = view;
  const raised = state.questions.filter(({ kind }) => kind === 'concern');
  const form = concernsUrl === undefined || !isProven(state) ? undefined : concernForm(concernsUrl);
  if (raised.length === 0 && form === undefined) return undefined;
  return html`<section class="card" aria-labelledby="concerns"><h2 id="concerns">Is something wrong?</h2>${raised.toReversed().map((one) => concernText(one, view))}${form}</section>`;
}

function concernText({ said: text, askedAt, answer }: Question, { state, rules, when }: ConcernsView): Html {
  return html`<h3>Written ${moment(askedAt, when)}</h3>${said(text ?? '')}${
    answer === undefined
      ? html`<p class="quiet small">The release team has your message; it has not been answered yet.</p>`
      : html`<p class="quiet small">Answered by ${actorName(answer.by, state, rules)}, ${moment(answer.at, when)}:</p>${said(answer.comment)}`
  }`;
}

/** Typed just now, and why it was not taken. */
interface Typed {
  text: string;
  problem: string;
}

function concernForm(url: string, typed?: Typed): Html {
  return html`<form class="unprinted" method="post" action="${safeUrl(url)}"><p>Say what is wrong, or that nobody answers. Your message goes to the release team; the answer comes by mail and appears here.</p>
${textArea({ name: 'concern', label: 'What is wrong?', value: typed?.text ?? '', problem: typed?.problem, required: true, rows: 3 })}
<div class="buttons"><button class="quiet">Tell the release team</button></div></form>`;
}

/** What could not be taken, with what was typed. */
export function concernPage(url: string, typed: Typed): PageContent {
  const body = html`<section class="card">${concernForm(url, typed)}</section>`;
  return { title: 'Your message could not be sent', body, bare: true, hasProblems: true };
}

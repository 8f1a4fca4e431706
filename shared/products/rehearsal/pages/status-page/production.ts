import { productionOf, untold } from '#products/rehearsal/domain/production.ts';
import { endedWell, type Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Shipped } from '#products/rehearsal/domain/parts/shipped.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { nameOfStep } from '#products/rehearsal/pages/about.ts';
import { radioGroup, selectField, textArea } from '#html/fields.ts';
import { html, safeUrl, type Html } from '#html/markup.ts';
import { productionLabels } from '#products/rehearsal/pages/labels.ts';
import type { PageContent } from '#html/document.ts';

/** What was typed, and what is wrong with it, by field name. */
export interface TypedProduction {
  values: ReadonlyMap<string, string>;
  problem?: string;
}

/** A9: what is on record stands with each job; here those who are signed in record it. Others have links in their mails. */
export function productionCard(state: Requested & Tested & Shipped & Lifecycle, url: string | undefined): Html | undefined {
  if (!endedWell(state) || !state.jobs.some((job) => job.state === 'approved')) return undefined;
  const open = untold(state).length;
  return html`<section class="card" aria-labelledby="production"><h2 id="production">In production</h2>
<p>${open === 0 ? 'The outcome of every job is recorded above. You can record it again; both records are kept.' : 'The outcome has not been recorded yet.'} The admins and the release team have links for it in their mails.</p>
${url === undefined ? undefined : form(state, url, { values: new Map() })}</section>`;
}

function form(state: Requested & Tested & Shipped, url: string, { values, problem }: TypedProduction): Html {
  const jobs = state.jobs.filter((job) => job.state === 'approved');
  const [first] = jobs;
  const labels = Object.entries(productionLabels).map(([outcome, label]) => [outcome, `It ${label}`] as const);
  return html`<form method="post" action="${safeUrl(url)}" novalidate>
${selectField({ name: 'step', label: 'Job', value: values.get('step') ?? first?.step ?? '', options: jobs.map(({ step }) => [step, nameOfStep(state.submission, step)] as const) })}
${radioGroup({ name: 'outcome', label: 'What happened?', value: values.get('outcome') ?? (first === undefined ? '' : (productionOf(state, first.step)?.outcome ?? '')), options: labels, problem })}
${textArea({ name: 'text', label: 'The error, or why it was not run', value: values.get('text') ?? '', rows: 3 })}
<div class="buttons"><button class="quiet">Record it</button></div></form>`;
}

/** What could not be taken, with what was typed. */
export function productionPage(state: Requested & Tested & Shipped, url: string, typed: TypedProduction): PageContent {
  const body = html`<section class="card">${form(state, url, typed)}</section>`;
  return { title: 'Your report could not be recorded', body, bare: true, hasProblems: true };
}

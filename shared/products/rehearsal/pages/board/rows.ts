import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { nextDue } from '#products/rehearsal/domain/due.ts';
import { isClosed } from '#products/rehearsal/domain/parts/lifecycle.ts';
import { changeText, titleOf } from '#products/rehearsal/pages/about.ts';
import { statusTag } from '#products/rehearsal/pages/blocks.ts';
import { dueTag, outside, tag } from '#html/elements.ts';
import { heldText } from '#products/rehearsal/pages/held.ts';
import { holdingOf, type SeenBackend } from '#products/rehearsal/pages/holding.ts';
import { heldTag } from '#products/rehearsal/pages/held-by-gates.ts';
import { html, type Html } from '#html/markup.ts';
import { standingOf } from '#products/rehearsal/pages/standing.ts';
import { distanceText, moment, type When } from '#html/times.ts';

export interface RowsView {
  rules: Rules;
  when: When;
  /** As they are now; what is not among them is not said to hold anything. */
  backends: readonly (SeenBackend & { slug: string })[];
  /** Where those who see the board see a request. Never its secret link (X6). */
  requestUrl: (id: string) => string;
}

export function requestRows(documents: readonly RequestDocument[], view: RowsView): Html {
  return html`<ul class="rows">${documents.map((document) => rowOf(document, view))}</ul>`;
}

function rowOf({ state }: RequestDocument, { rules, when, backends, requestUrl }: RowsView): Html {
  const title = html`<strong><bdi>${titleOf(state.submission)}</bdi></strong>`;
  const due = nextDue(state);
  const backend = backends.find(({ slug }) => slug === state.backend);
  const { who } = standingOf(state, rules, holdingOf(state, backend, rules, when));
  const essential = state.submission.essential === true ? html` ${tag('essential', 'plain')}` : undefined;
  return html`<li><p>${outside(requestUrl(state.id), title)} ${isClosed(state) ? statusTag(state.status) : due === undefined ? undefined : dueTag(due, when)} ${heldTag(state)}${essential}</p>
<p class="quiet small"><span class="mono">${state.id}</span> · ${changeText(state.submission)} · <bdi>${state.submission.contributor.name}</bdi>${state.submission.targetRelease === undefined ? undefined : html` · release ${state.submission.targetRelease}`} · sent ${distanceText(state.submittedAt, when.now)}</p>${
    isClosed(state)
      ? undefined
      : html`<p class="small">Next: ${who}${due === undefined ? undefined : html` By ${moment(due, when)}.`}</p>${heldText(state, rules, when)}`
  }</li>`;
}

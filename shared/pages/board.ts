import type { Instant } from '#domain/time.ts';
import type { BackendDocument, RequestDocument, ResponsesDocument } from '#contracts/document-types.ts';
import { isProven } from '#domain/request/proven.ts';
import type { Rules } from '#domain/request/rules.ts';
import { isClosed, type RequestState, type Status } from '#domain/request/state.ts';
import { changeText, titleOf } from '#pages/about.ts';
import { cutoffsCard, type ShownCut } from '#pages/board/cutoffs.ts';
import { operationsNotes, sweepLine, type OperationsView } from '#pages/board/operations.ts';
import { dueTag, outside, statusTag, tag } from '#pages/blocks.ts';
import { nextDue } from '#pages/due.ts';
import { selectField, textField } from '#pages/fields.ts';
import { freezeTag, heldText } from '#pages/freeze.ts';
import { heldTag } from '#pages/held-by-gates.ts';
import { html, type Html } from '#pages/html.ts';
import { statusLabels } from '#pages/labels.ts';
import { page } from '#pages/layout.ts';
import { responseTimes } from '#pages/response-times.ts';
import { standingOf } from '#pages/standing.ts';
import { clip, plural, sentence } from '#pages/text.ts';
import { distanceText, moment, type When } from '#pages/times.ts';

export interface BoardView {
  installation: string;
  requests: readonly RequestDocument[];
  backends: readonly BackendDocument[];
  operations: OperationsView;
  /** S6. */
  responses: readonly ResponsesDocument[];
  /** C5. Releases that were cut last and have a report, newest first. */
  cuts: readonly ShownCut[];
  rules: Rules;
  when: When;
  filter: BoardFilter;
  /** Where those who see the board see a request. Never its secret link (X6). */
  requestUrl: (id: string) => string;
}

export interface BoardFilter {
  status?: Status;
  /** Part of an id, a job, a pull request or a name. */
  q?: string;
}

/** What people look for first comes first. */
const order = Object.keys({
  awaiting_verdict: 0,
  in_review: 0,
  on_hold: 0,
  deployment_failed: 0,
  running: 0,
  deploying: 0,
  queued: 0,
  returned: 0,
  waiting_for_gates: 0,
  waiting_for_confirmation: 0,
} satisfies Record<Exclude<Status, 'approved' | 'completed' | 'rejected' | 'withdrawn'>, 0>);

/** The filter of a query string; what is not known is left out. */
export function boardFilter(query: URLSearchParams): BoardFilter {
  const status = Object.keys(statusLabels).find((known): known is Status => known === query.get('status'));
  const q = clip((query.get('q') ?? '').trim(), 100);
  return { ...(status === undefined ? {} : { status }), ...(q === '' ? {} : { q }) };
}

/** W2: open requests by state, with how long there is left to answer; queue, backends, what was decided. */
export function boardPage(view: BoardView): string {
  const matching = view.requests.filter((document) => matches(document, view.filter));
  const open = matching.filter(({ state }) => !isClosed(state));
  const closed = matching.filter(({ state }) => isClosed(state) && isProven(state)).toSorted((a, b) => b.updatedAt - a.updatedAt);
  const body = html`
${operationsNotes(view.operations, view.when)}
${filterForm(view.filter)}
<section class="card" aria-labelledby="open"><h2 id="open">${plural(open.length, 'open request')}</h2>${open.length === 0 ? html`<p>Nothing is open${isFiltered(view.filter) ? ' that fits the filter' : ''}.</p>` : undefined}
${order.map((status) =>
  group(
    open.filter((document) => document.status === status),
    view,
  ),
)}</section>
${cutoffsCard(view)}
<section class="card" aria-labelledby="backends"><h2 id="backends">Backends</h2>${backendTable(view)}</section>
${responseTimes(view.responses, view.rules)}
<section class="card" aria-labelledby="decided"><h2 id="decided">Recently decided</h2>${closed.length === 0 ? html`<p>Nothing yet.</p>` : html`<ul class="rows">${closed.slice(0, 20).map((document) => rowOf(document, view))}</ul>`}</section>
${sweepLine(view.operations, view.when)}
<p class="quiet small">As of ${moment(view.when.now, view.when)}. Load the page again to see what is new.</p>`;
  return page({ installation: view.installation, title: 'Board', body });
}

function matches({ id, status, state, pullRequestKey }: RequestDocument, filter: BoardFilter): boolean {
  if (filter.status !== undefined && filter.status !== status) return false;
  if (filter.q === undefined) return true;
  const { submission } = state;
  const texts = [
    id,
    pullRequestKey,
    titleOf(submission),
    submission.contributor.name,
    submission.contributor.githubLogin,
    ...submission.jobs.map(({ name }) => name),
  ];
  return texts.some((text) => text.toLowerCase().includes(filter.q?.toLowerCase() ?? ''));
}

function isFiltered({ status, q }: BoardFilter): boolean {
  return status !== undefined || q !== undefined;
}

function filterForm(filter: BoardFilter): Html {
  const options = [['', 'Any state'] as const, ...Object.entries(statusLabels)];
  return html`<form class="filter card" method="get" role="search" aria-label="Filter">
${selectField({ name: 'status', label: 'State', value: filter.status ?? '', options, required: true })}
${textField({ name: 'q', label: 'Job, pull request, person or id', value: filter.q ?? '', required: true, max: 100 })}
<div class="field"><button class="quiet">Show</button></div>${isFiltered(filter) ? html`<p class="field"><a href="?">Show all</a></p>` : undefined}</form>`;
}

function group(documents: readonly RequestDocument[], view: BoardView): Html | undefined {
  const [first] = documents;
  if (first === undefined) return undefined;
  // I16: counted, and no more.
  if (first.status === 'waiting_for_confirmation')
    return html`<h3>${statusLabels[first.status]} (${countText(documents)})</h3><p>Nobody has confirmed the address yet. What was typed is shown to nobody.</p>`;
  const sorted =
    first.status === 'queued'
      ? documents.toSorted((a, b) => (a.queueRank < b.queueRank ? -1 : 1))
      : documents.toSorted((a, b) => dueOrder(a.state) - dueOrder(b.state));
  return html`<h3>${statusLabels[first.status]} (${countText(documents)})</h3><ul class="rows">${sorted.map((document) => rowOf(document, view))}</ul>`;
}

function countText({ length }: readonly RequestDocument[]): string {
  return `${length}${length >= MOST_OF_A_STATE ? ' or more' : ''}`;
}

/** The board is given no more of one state. */
const MOST_OF_A_STATE = 50;

function dueOrder(state: RequestState): Instant {
  return nextDue(state) ?? Number.MAX_SAFE_INTEGER;
}

function rowOf({ state }: RequestDocument, { rules, when, requestUrl }: BoardView): Html {
  const title = html`<strong><bdi>${titleOf(state.submission)}</bdi></strong>`;
  const due = nextDue(state);
  const { who } = standingOf(state, rules);
  const essential = state.submission.essential === true ? html` ${tag('essential', 'plain')}` : undefined;
  return html`<li><p>${outside(requestUrl(state.id), title)} ${isClosed(state) ? statusTag(state.status) : due === undefined ? undefined : dueTag(due, when)} ${heldTag(state)}${essential}</p>
<p class="quiet small"><span class="mono">${state.id}</span> · ${changeText(state.submission)} · <bdi>${state.submission.contributor.name}</bdi>${state.submission.targetRelease === undefined ? undefined : html` · release ${state.submission.targetRelease}`} · sent ${distanceText(state.submittedAt, when.now)}</p>${
    isClosed(state)
      ? undefined
      : html`<p class="small">Next: ${sentence(who)}${due === undefined ? undefined : html` By ${moment(due, when)}.`}</p>${heldText(state, rules, when)}`
  }</li>`;
}

function backendTable({ backends, requests, rules, when }: BoardView): Html {
  return html`<table><thead><tr><th scope="col">Backend</th><th scope="col">Now</th><th scope="col">Waiting</th><th scope="col">Agent last seen</th></tr></thead><tbody>${backends.map(
    ({ slug, state }) => {
      const waiting = requests.filter((document) => document.waitsForBackend === slug).length;
      const holder = requests.find(({ id }) => id === state.lease?.requestId);
      const doing =
        state.lease === undefined || holder?.state.turn?.state === 'ended'
          ? 'free'
          : html`<span class="mono">${state.lease.requestId}</span>${holder === undefined ? undefined : html`, ${titleOf(holder.state.submission)}`} since ${moment(state.lease.grantedAt, when)}`;
      const paused =
        state.paused === undefined
          ? undefined
          : html` ${tag('paused', 'wait')} since ${moment(state.paused.since, when)}: ${state.paused.why}`;
      const freeze = freezeTag(slug, rules, when);
      const frozen = freeze === undefined ? undefined : html`<br>${freeze}`;
      return html`<tr><th scope="row">${slug}</th><td>${doing}${paused}${frozen}</td><td>${waiting}</td><td>${state.lastSeenAt === undefined ? 'not yet' : moment(state.lastSeenAt, when)}</td></tr>`;
    },
  )}</tbody></table>`;
}

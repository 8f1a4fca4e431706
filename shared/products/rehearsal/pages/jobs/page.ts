import type { Listing } from '#contexts/operations/domain/listing/listing.ts';
import { lengthsCard } from '#contexts/operations/pages/history.ts';
import type { PageContent } from '#html/document.ts';
import { textFilter, type Filter } from '#html/filter/field.ts';
import { filterForm } from '#html/filter/form.ts';
import type { Asked } from '#html/filter/read.ts';
import { foldingTable } from '#html/folding-table.ts';
import { html, type Html, type Piece } from '#html/markup.ts';
import { plural, shortSha } from '#html/text.ts';
import { operationUrl, stateTag } from '#products/rehearsal/pages/operations/words.ts';

/** A job or an action that a repository has, and how it stands. */
interface ShownJob {
  key: string;
  what: string;
  name: string;
  home: string;
  file: string;
  last: Listing | undefined;
  underWay: Listing | undefined;
}

const fields = {
  repository: textFilter('Repository', {
    max: 200,
    hint: 'owner/name',
    fits: (text) => /^[\w.-]+\/[\w.-]+$/.test(text),
    meant: 'owner/name',
  }),
  name: textFilter('Part of the name', { max: 200 }),
};

export const jobsFilter: Filter<typeof fields> = { title: 'Jobs', noun: 'The list of jobs', label: 'Find jobs', button: 'Find', fields };

export interface JobsView {
  repository: string;
  asked: Asked;
  /** Those that the settings name. */
  repositories: readonly string[];
  /** Undefined: nobody here has anything to do with this repository. */
  found: { known: readonly ShownJob[]; count: number; notes: readonly string[]; next: string | undefined } | undefined;
  /** Operations of the last weeks: how long those took that are shown. */
  recent: readonly Listing[];
  query: URLSearchParams;
}

/** O6. What can be run of a repository, how each ended last, and where it is started anew. */
export function jobsPage(view: JobsView): PageContent {
  const { found, repository } = view;
  const body = html`${searchForm(view)}${found === undefined ? unknown(repository) : foundCard(found, view)}`;
  return { title: 'Jobs', body };
}

function unknown(repository: string): Html {
  const text =
    repository === ''
      ? 'The settings name no repository.'
      : html`<strong>${repository}</strong> is unknown here: the settings do not name it, and it has no workspace.`;
  return html`<div class="card"><p>${text}</p></div>`;
}

function foundCard({ known, count, notes, next }: NonNullable<JobsView['found']>, { query, recent }: JobsView): Html {
  const more = new URLSearchParams(query);
  more.set('after', next ?? '');
  return html`<div class="card">${notes.map((note) => html`<div class="note wait"><p>${note}</p></div>`)}
<p class="lead">${plural(count, 'job or action', 'jobs and actions')}</p>${known.length === 0 ? undefined : table(known)}</div>
${durations(known, recent)}
${next === undefined ? undefined : html`<nav class="pager" aria-label="Pages of this list"><a href="/jobs?${more.toString()}" rel="next">Next page</a></nav>`}`;
}

/** W7. Of those on this page. */
function durations(known: readonly ShownJob[], recent: readonly Listing[]): Html | undefined {
  const own = recent.filter((one) => known.some(({ home, name }) => home === one.home && name === one.name));
  const backends = [...new Set(own.map(({ backend }) => backend))].toSorted();
  const links = backends.map((slug, n) => html`${n === 0 ? '' : ', '}<a href="/backends/${slug}/history">${slug}</a>`);
  return lengthsCard(own, html`<p class="small">Over time, with all else that ran there: ${links}</p>`);
}

function table(known: readonly ShownJob[]): Html {
  return foldingTable<ShownJob>(
    [
      { label: 'Name', of: ({ name, what, file }) => html`${name} <span class="quiet small">${what}, ${file}</span>` },
      { label: 'Last', of: ({ last }) => lastOf(last) },
      { label: 'Now', of: ({ underWay }) => underWay && html`<a href="${operationUrl(underWay.id)}">${stateTag(underWay)}</a>` },
      { label: 'Start anew', of: startLink },
    ],
    known,
  );
}

function lastOf(last: Listing | undefined): Piece {
  if (last === undefined) return 'never ran here';
  const { id, backend, commit } = last;
  return html`<a href="${operationUrl(id)}">${stateTag(last)}</a> on ${backend}${commit === undefined ? undefined : html` at <span class="mono">${shortSha(commit)}</span>`}`;
}

/** X1. Nothing is started by looking: the form says what is asked for, and a person sends it. */
function startLink({ what, name, home, file }: ShownJob): Html {
  if (what !== 'job') return html`<a href="/workspaces/${encodeURIComponent(home)}">Start a run</a>`;
  const filled = new URLSearchParams({ kind: 'existing_job', 'jobs[0].name': name, 'jobs[0].module': file });
  return html`<a href="/requests/new?${filled.toString()}">Ask for a test</a>`;
}

function searchForm({ repository, repositories, asked, found }: JobsView): Html {
  const others = repositories.filter((one) => one !== repository);
  const problems = new Map(asked.problems);
  if (found === undefined) problems.set('repository', 'Nobody here has anything to do with such a repository.');
  const typed = new URLSearchParams({ ...Object.fromEntries(asked.typed), repository });
  return html`${filterForm(jobsFilter, { path: '/jobs', asked: { typed, problems } })}
${others.length === 0 ? undefined : html`<p class="small">Others: ${others.map((one, at) => html`${at > 0 && ', '}<a href="/jobs?repository=${encodeURIComponent(one)}">${one}</a>`)}</p>`}`;
}

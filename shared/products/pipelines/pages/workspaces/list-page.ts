import { foldedAsk } from '#contexts/access/pages/asking/ask-form.ts';
import type { AskView } from '#contexts/access/pages/asking/ask-view.ts';
import type { Page } from '#products/pipelines/domain/shown/list.ts';
import { listAddress } from '#products/pipelines/pages/address.ts';
import { moreOf } from '#products/pipelines/pages/more.ts';
import type { WorkspaceDocument } from '#products/pipelines/stored/documents.ts';
import type { PageContent } from '#html/document.ts';
import { tag } from '#html/elements.ts';
import { choiceFilter, textFilter, type Filter } from '#html/filter/field.ts';
import { filterForm } from '#html/filter/form.ts';
import type { Asked } from '#html/filter/read.ts';
import { html, type Html } from '#html/markup.ts';
import { clip } from '#html/text.ts';
import { moment, type When } from '#html/times.ts';

const fields = {
  text: textFilter('Name, repository, branch or purpose'),
  archived: choiceFilter('Archive', [['yes', 'archived']], { isHidden: true }),
};

export const workspacesFilter: Filter<typeof fields> = {
  title: 'Workspaces',
  noun: 'The list of workspaces',
  label: 'Search',
  button: 'Show',
  fields,
};

interface View {
  found: Page<WorkspaceDocument, string>;
  asked: Asked<typeof fields>;
  when: When;
  make: AskView;
  query: URLSearchParams;
}

/** K4, W8. Workspaces that whoever looks may see, newest first. */
export function workspacesPage({ found, asked, when, make, query }: View): PageContent {
  const { text, archived } = asked.values;
  const isArchived = archived === 'yes';
  const other = listAddress('/workspaces', { text, archived: isArchived ? undefined : 'yes' });
  return {
    title: isArchived ? 'Archived workspaces' : 'Workspaces',
    body: html`${filterForm(workspacesFilter, { path: '/workspaces', asked, also: html`<p class="field"><a href="${other}">${isArchived ? 'Those in use' : 'Archived ones'}</a></p>` })}
<section class="card" aria-label="Workspaces">${found.rows.length === 0 ? html`<p>There is no workspace that fits.</p>` : html`<ul class="rows">${found.rows.map((one) => html`<li>${row(one, when)}</li>`)}</ul>`}${moreOf('/workspaces', query, found)}</section>${isArchived ? undefined : html`<div class="card">${foldedAsk(make)}</div>`}`,
  };
}

function row({ state }: WorkspaceDocument, when: When): Html {
  const { name, repository, branch, purpose, people, createdAt, archived } = state;
  return html`<p><a href="/workspaces/${name}"><strong>${name}</strong></a>${archived === undefined ? undefined : html` ${tag('archived', 'plain')}`}</p><p dir="auto">${clip(purpose, 200)}</p>
<p class="quiet small">${repository}, ${clip(branch, 60)} · ${people.length === 0 ? 'nobody’s' : clip(people.join(', '), 100)} · ${moment(createdAt, when)}</p>`;
}

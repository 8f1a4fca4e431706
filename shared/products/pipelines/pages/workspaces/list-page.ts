import { foldedAsk } from '#contexts/access/pages/asking/ask-form.ts';
import type { AskView } from '#contexts/access/pages/asking/ask-view.ts';
import type { Page } from '#products/pipelines/domain/shown/list.ts';
import { listAddress } from '#products/pipelines/pages/address.ts';
import { moreOf } from '#products/pipelines/pages/more.ts';
import type { WorkspaceDocument } from '#products/pipelines/stored/documents.ts';
import type { PageContent } from '#html/document.ts';
import { tag } from '#html/elements.ts';
import { textField } from '#html/fields.ts';
import { html, type Html } from '#html/markup.ts';
import { clip } from '#html/text.ts';
import { moment, type When } from '#html/times.ts';

interface View {
  found: Page<WorkspaceDocument, string>;
  text: string;
  isArchived: boolean;
  when: When;
  make: AskView;
  query: URLSearchParams;
}

/** K4, W8. Workspaces that whoever looks may see, newest first. */
export function workspacesPage({ found, text, isArchived, when, make, query }: View): PageContent {
  const other = listAddress('/workspaces', { text, archived: isArchived ? undefined : 'yes' });
  return {
    title: isArchived ? 'Archived workspaces' : 'Workspaces',
    body: html`<form class="filter card" method="get" action="/workspaces" role="search" aria-label="Search">
${textField({ name: 'text', label: 'Name, repository, branch or purpose', value: text, required: true, max: 100 })}
${isArchived ? html`<input type="hidden" name="archived" value="yes">` : undefined}<div class="field"><button class="quiet">Show</button></div><p class="field"><a href="${other}">${isArchived ? 'Those in use' : 'Archived ones'}</a></p></form>
<section class="card" aria-label="Workspaces">${found.rows.length === 0 ? html`<p>There is no workspace that fits.</p>` : html`<ul class="rows">${found.rows.map((one) => html`<li>${row(one, when)}</li>`)}</ul>`}${moreOf('/workspaces', query, found)}</section>${isArchived ? undefined : html`<div class="card">${foldedAsk(make)}</div>`}`,
  };
}

function row({ state }: WorkspaceDocument, when: When): Html {
  const { name, repository, branch, purpose, people, createdAt, archived } = state;
  return html`<p><a href="/workspaces/${name}"><strong>${name}</strong></a>${archived === undefined ? undefined : html` ${tag('archived', 'plain')}`}</p><p dir="auto">${clip(purpose, 200)}</p>
<p class="quiet small">${repository}, ${clip(branch, 60)} · ${people.length === 0 ? 'nobody’s' : clip(people.join(', '), 100)} · ${moment(createdAt, when)}</p>`;
}

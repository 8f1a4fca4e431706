import { runStates, type RunsFilter } from '#products/pipelines/domain/shown/runs.ts';
import type { Page } from '#products/pipelines/domain/shown/list.ts';
import { moreOf } from '#products/pipelines/pages/more.ts';
import { runTag } from '#products/pipelines/pages/runs/states.ts';
import type { RunState } from '#products/pipelines/domain/run/state.ts';
import { isWorkspaceName } from '#products/pipelines/domain/workspace/state.ts';
import type { RunDocument } from '#products/pipelines/stored/runs.ts';
import type { PageContent } from '#html/document.ts';
import { selectField, textField } from '#html/fields.ts';
import { html, type Html } from '#html/markup.ts';
import { clip, plural } from '#html/text.ts';
import { durationText, moment, type When } from '#html/times.ts';

interface View {
  found: Page<RunDocument, string>;
  filter: RunsFilter;
  query: URLSearchParams;
  when: When;
}

/** W6, W8. Runs that whoever looks may see, newest first. */
export function runsPage({ found, filter, query, when }: View): PageContent {
  return {
    title: 'Runs',
    live: { about: ['run'], since: when.now },
    body: html`${filterOf(filter)}<section class="card" aria-label="Runs">${found.rows.length === 0 ? html`<p>There is no run that fits.</p>` : runRows(found.rows, when)}${moreOf('/runs', query, found)}</section>`,
  };
}

/** What of an address is known; the rest is left out. */
export function runsFilter(query: URLSearchParams): RunsFilter {
  const [workspace = '', backend = '', by = ''] = ['workspace', 'backend', 'by'].map((name) => clip((query.get(name) ?? '').trim(), 100));
  return {
    workspace: isWorkspaceName(workspace) ? workspace : undefined,
    backend: /^[a-z0-9-]{1,100}$/.test(backend) ? backend : undefined,
    state: runStates.find((state) => state === query.get('state')),
    by: by === '' ? undefined : by,
  };
}

const words: Readonly<Record<(typeof runStates)[number], string>> = {
  open: 'under way',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
};

function filterOf({ workspace = '', backend = '', state, by = '' }: RunsFilter): Html {
  const options = [['', 'Any state'] as const, ...runStates.map((one) => [one, words[one]] as const)];
  return html`<form class="filter card" method="get" action="/runs" role="search" aria-label="Filter">
${selectField({ name: 'state', label: 'State', value: state ?? '', options, required: true })}
${textField({ name: 'workspace', label: 'Workspace', value: workspace, required: true, max: 100 })}
${textField({ name: 'backend', label: 'Backend', value: backend, required: true, max: 100 })}
${textField({ name: 'by', label: 'Asked by', value: by, required: true, max: 100 })}
<div class="field"><button class="quiet">Show</button></div></form>`;
}

export function runRows(runs: readonly RunDocument[], when: When): Html {
  return html`<ul class="rows">${runs.map(({ state }) => html`<li>${runRow(state, when)}</li>`)}</ul>`;
}

function runRow(run: RunState, when: When): Html {
  const { id, workspace, backend, branch, commit, requested, createdBy, createdAt, steps, ended } = run;
  const some = requested.slice(0, SHOWN).map((name) => clip(name, 60));
  const more = requested.length > SHOWN ? ` and ${requested.length - SHOWN} more` : '';
  return html`<p><a href="/runs/${id}"><strong>${some.join(', ')}${more}</strong></a> ${runTag(run)}</p>
<p class="quiet small"><span class="mono">${id}</span> · <a href="/workspaces/${workspace}">${workspace}</a> on ${backend} · ${clip(branch, 60)} at <span class="mono">${commit.slice(0, 7)}</span> · ${clip(createdBy, 60)}</p>
<p class="small">${plural(steps.run, 'action')} to run${steps.reused > 0 ? `, ${steps.reused} taken from before` : ''} · ${moment(createdAt, when)}${ended === undefined ? undefined : html` · took ${durationText(ended.at - createdAt)}`}</p>`;
}

const SHOWN = 4;

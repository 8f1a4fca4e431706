import { runStates } from '#products/pipelines/domain/shown/runs.ts';
import type { Page } from '#products/pipelines/domain/shown/list.ts';
import { moreOf } from '#products/pipelines/pages/more.ts';
import { runTag } from '#products/pipelines/pages/runs/states.ts';
import type { RunState } from '#products/pipelines/domain/run/state.ts';
import { isWorkspaceName } from '#products/pipelines/domain/workspace/state.ts';
import type { RunDocument } from '#products/pipelines/stored/runs.ts';
import type { PageContent } from '#html/document.ts';
import { choiceFilter, textFilter, type Filter } from '#html/filter/field.ts';
import { filterForm } from '#html/filter/form.ts';
import type { Asked } from '#html/filter/read.ts';
import { html, type Html } from '#html/markup.ts';
import { clip, plural } from '#html/text.ts';
import { durationText, moment, type When } from '#html/times.ts';

interface View {
  found: Page<RunDocument, string>;
  asked: Pick<Asked, 'typed' | 'problems'>;
  query: URLSearchParams;
  when: When;
}

/** W6, W8. Runs that whoever looks may see, newest first. */
export function runsPage({ found, asked, query, when }: View): PageContent {
  return {
    title: runsFilter.title,
    live: { about: ['run'], since: when.now },
    body: html`${filterForm(runsFilter, { path: '/runs', asked })}<section class="card" aria-label="Runs">${found.rows.length === 0 ? html`<p>There is no run that fits.</p>` : runRows(found.rows, when)}${moreOf('/runs', query, found)}</section>`,
  };
}

const words: Readonly<Record<(typeof runStates)[number], string>> = {
  open: 'under way',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
};

const fields = {
  state: choiceFilter(
    'State',
    runStates.map((one) => [one, words[one]] as const),
    { any: 'Any state' },
  ),
  workspace: textFilter('Workspace', { fits: isWorkspaceName, meant: 'the name of a workspace: small letters, digits and hyphens' }),
  backend: textFilter('Backend'),
  by: textFilter('Asked by'),
};

export const runsFilter: Filter<typeof fields> = { title: 'Runs', noun: 'The list of runs', label: 'Filter', button: 'Show', fields };

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

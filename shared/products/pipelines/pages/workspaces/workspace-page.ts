import { foldedAsks } from '#contexts/access/pages/asking/ask-form.ts';
import type { AskView } from '#contexts/access/pages/asking/ask-view.ts';
import type { ShownWorkspace } from '#products/pipelines/pages/workspaces/shown.ts';
import { usualLengthOf } from '#products/pipelines/domain/outcome.ts';
import type { OutcomeDocument } from '#products/pipelines/stored/runs.ts';
import { listAddress } from '#products/pipelines/pages/address.ts';
import { runRows } from '#products/pipelines/pages/runs/runs-page.ts';
import { askActions } from '#products/pipelines/pages/workspaces/ask.ts';
import type { PageContent } from '#html/document.ts';
import { facts, tag } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import { bars } from '#html/pictures/bars.ts';
import { clip, plural } from '#html/text.ts';
import { durationText, moment, type When } from '#html/times.ts';

export interface WorkspaceView extends ShownWorkspace {
  when: When;
  asks: { preview: AskView; people: AskView; archive: AskView; restore: AskView };
}

/** K4. What a workspace is, the newest outcome of each action on a backend, and what can be asked for. */
export function workspacePage(view: WorkspaceView): PageContent {
  const { workspace, when, runs, asks } = view;
  const { name, archived } = workspace;
  return {
    title: name,
    live: { about: [`workspace:${name}`, 'run'], since: when.now },
    back: ['/workspaces', 'Workspaces'],
    body: html`<section class="card" aria-label="About the workspace">${about(view)}</section>
${askActions(asks.preview, view)}
<section class="card" aria-labelledby="outcomes"><h2 id="outcomes">Newest outcomes</h2>${backendLinks(view)}${outcomes(view)}</section>
${durations(view)}
<section class="card" aria-labelledby="runs"><h2 id="runs">Newest runs</h2>${runs.length === 0 ? html`<p>None yet.</p>` : html`${runRows(runs, when)}<p class="small"><a href="/runs?workspace=${name}">All runs of this workspace</a></p>`}</section>
<section class="card" aria-labelledby="manage"><h2 id="manage">Manage</h2>${foldedAsks([asks.people, archived === undefined ? asks.archive : asks.restore])}</section>`,
  };
}

function about({ workspace, when }: WorkspaceView): Html {
  const { repository, branch, purpose, people, createdAt, archived } = workspace;
  const gone =
    archived &&
    html`<div class="note wait"><p>It takes no new runs: <span dir="auto">${clip(archived.why, 500)}</span> (${archived.by}, ${moment(archived.since, when)})</p></div>`;
  return html`${gone}<p class="lead" dir="auto">${clip(purpose, 500)}</p>${facts(['Repository', repository], ['Branch', branch], ['People', people.length === 0 ? 'nobody' : people.join(', ')], ['Made', moment(createdAt, when)])}`;
}

function backendLinks({ workspace, backends, backend }: WorkspaceView): Html | undefined {
  if (backend === undefined) return html`<p>Nothing runs pipelines here.</p>`;
  if (backends.length < 2) return html`<p class="quiet small">On ${backend}.</p>`;
  return html`<p class="small"><span class="quiet">On</span> ${backends.map(
    (slug) =>
      html`${slug === backend ? html`<strong aria-current="true">${slug}</strong>` : html`<a href="${listAddress(`/workspaces/${workspace.name}`, { on: slug })}#outcomes">${slug}</a>`} `,
  )}</p>`;
}

function outcomes(view: WorkspaceView): Html {
  const { workspace, backend, outcomes: shown, next, when } = view;
  if (shown.length === 0) return html`<p>No action has ended here yet.</p>`;
  const path = `/workspaces/${workspace.name}`;
  const more =
    next === undefined
      ? undefined
      : html`<p class="small"><a href="${listAddress(path, { on: backend, after: next })}#outcomes">More actions</a></p>`;
  return html`<ul class="rows">${shown.map((one) => html`<li>${outcomeRow(one, view, when)}</li>`)}</ul>${more}`;
}

const tones = { succeeded: 'good', failed: 'bad', cancelled: 'plain' } as const;

function outcomeRow({ action, newest, success }: OutcomeDocument, { workspace, backend }: WorkspaceView, when: When): Html {
  const { state, run, commit, completedAt } = newest;
  const made =
    success && html` · <a href="${listAddress(`/workspaces/${workspace.name}/outputs`, { on: backend, action })}">its outputs</a>`;
  const other =
    success === undefined || success.job === newest.job
      ? undefined
      : html`<p class="small quiet">It succeeded last in <a href="/runs/${success.run}">run ${success.run}</a>, ${moment(success.completedAt, when)}.</p>`;
  return html`<p><strong>${clip(action, 200)}</strong> ${tag(state, tones[state])}</p><p class="small">${moment(completedAt, when)} · commit <span class="mono">${commit.slice(0, 7)}</span> · <a href="/runs/${run}?name=${encodeURIComponent(action)}">run ${run}</a>${made}</p>${other}`;
}

/** W7, B2. How long each usually takes, of those of this page that have succeeded. */
function durations({ outcomes: shown }: WorkspaceView): Html | undefined {
  const known = shown.flatMap((one) => {
    const usual = usualLengthOf(one);
    return usual === undefined ? [] : [{ action: one.action, usual, took: one.took ?? [usual] }];
  });
  const longest = known.toSorted((a, b) => b.usual - a.usual).slice(0, MOST_BARS);
  if (longest.length === 0) return undefined;
  return html`<section class="card" aria-labelledby="durations"><h2 id="durations">How long they take</h2>${bars(
    {
      title: 'Usual length of each action',
      desc: `${plural(longest.length, 'action')}, the longest first; ${clip(longest[0]?.action ?? '', 100)} takes ${durationText(longest[0]?.usual ?? 0)}.`,
      table: {
        head: ['Action', 'Usually', 'The last of them'],
        rows: longest.map(({ action, usual, took }) => [action, durationText(usual), took.map(durationText).join(', ')]),
      },
    },
    longest.map(({ action, usual }) => ({ label: action, value: usual, says: durationText(usual) })),
  )}</section>`;
}

const MOST_BARS = 20;

import type { AskView } from '#contexts/access/pages/asking/ask-view.ts';
import type { ActionsAsked, ShownRun } from '#products/pipelines/domain/shown/run.ts';
import type { StepState } from '#contexts/plans/domain/step.ts';
import type { PlannedStep } from '#contexts/plans/domain/page.ts';
import { planOf } from '#products/pipelines/domain/job/names.ts';
import { cancelChosen, cancelWhole } from '#products/pipelines/pages/runs/cancel.ts';
import { graphOf, progress, timesOf } from '#products/pipelines/pages/runs/pictures.ts';
import { actionRow } from '#products/pipelines/pages/runs/rows.ts';
import { runTag, stateLooks } from '#products/pipelines/pages/runs/states.ts';
import type { PageContent } from '#html/document.ts';
import { facts } from '#html/elements.ts';
import { choiceFilter, numberFilter, textFilter, type Filter } from '#html/filter/field.ts';
import { filterForm } from '#html/filter/form.ts';
import { askedFor } from '#html/filter/read.ts';
import { html, type Html } from '#html/markup.ts';
import { clip, listed, plural } from '#html/text.ts';
import { durationText, moment, type When } from '#html/times.ts';

export interface RunView extends ShownRun {
  when: When;
  asked: ActionsAsked;
  cancel: AskView;
  /** Of a plan that is small enough to be drawn here. */
  steps?: readonly PlannedStep[];
}

/** K2, B3, O5. One run: how it stands, and each of its actions, a page of them at a time. */
export function runPage(view: RunView): PageContent {
  const { run, counts, when, steps, actions } = view;
  const { id } = run;
  const mayCancel = view.cancel.refused === undefined && run.ended === undefined && run.cancelled === undefined;
  return {
    title: `Run ${id}`,
    live: { about: [`run:${id}`, `plan:${planOf(id)}`], since: when.now },
    back: ['/runs', 'Runs'],
    body: html`<section class="card" aria-label="About the run"><p class="lead">${runTag(run)} ${summary(view)}</p>${aboutRun(view)}${progress(counts)}${cancelWhole(view.cancel, view)}</section>
<section class="card" aria-labelledby="actions"><h2 id="actions">Actions</h2>${filterForm(actionsFilter, { path: `/runs/${id}`, asked: askedFor({ state: view.asked.state, name: view.asked.name }), isInside: true })}${actions.length === 0 ? html`<p>None fits.</p>` : html`<ul class="rows">${actions.map((one) => actionRow(one, id, when, mayCancel))}</ul>`}${cancelChosen(view.cancel, view)}${pages(view)}</section>
${timesCard(view)}
<section class="card" aria-labelledby="graph"><h2 id="graph">The plan</h2>${steps === undefined ? html`<p><a href="/runs/${id}/graph">Show its graph</a></p>` : graphOf(id, steps)}</section>`,
  };
}

/** W7. The graph of a plan of any size, or the neighbourhood of one action. */
export function graphPage(run: string, steps: readonly PlannedStep[], around?: number): PageContent {
  const chosen = around === undefined ? undefined : steps[around];
  const link =
    chosen &&
    html`<p><a href="/runs/${run}?name=${encodeURIComponent(chosen.name)}">About ${clip(chosen.name, 100)}</a> · <a href="/runs/${run}/graph">The whole plan</a></p>`;
  return {
    title: chosen === undefined ? 'The plan' : `Around ${clip(chosen.name, 100)}`,
    back: [`/runs/${run}`, `Run ${run}`],
    body: html`<section class="card" aria-label="Graph">${link}${graphOf(run, steps, around)}</section>`,
  };
}

function timesCard({ actions, when }: RunView): Html | undefined {
  const times = timesOf(actions, when);
  return times && html`<section class="card" aria-labelledby="times"><h2 id="times">Its time</h2>${times}</section>`;
}

function summary({ run, counts }: RunView): string {
  const failed = counts.failed ?? 0;
  if (failed > 0) return `${plural(failed, 'action')} failed: why, and what to do, stands below.`;
  if (run.ended !== undefined) return 'No action is needed from you.';
  return `${plural((counts.waiting ?? 0) + (counts.ready ?? 0) + (counts.running ?? 0), 'action')} to go.`;
}

function aboutRun({ run, when }: RunView): Html {
  const { workspace, backend, repository, branch, commit, requested, createdBy, createdAt, steps, ended, cancelled, force } = run;
  const some = requested.slice(0, SHOWN).map((name) => clip(name, 100));
  const more = requested.length - some.length;
  return facts(
    ['Workspace', html`<a href="/workspaces/${workspace}">${workspace}</a>`],
    ['Backend', backend],
    [
      'Code',
      html`${clip(repository.replace(/^https?:\/\//, ''), 100)}, ${clip(branch, 100)} at <span class="mono">${commit.slice(0, 7)}</span>`,
    ],
    ['Asked for', `${listed([...some, ...(more > 0 ? [`${more} more`] : [])])}${force ? ', again whatever had succeeded' : ''}`],
    ['Asked by', clip(createdBy, 100)],
    ['Asked', moment(createdAt, when)],
    ['To be run', `${steps.run}; ${steps.reused} taken from before, ${steps.joined} joined`],
    cancelled === undefined ? undefined : ['Cancelled', html`by ${clip(cancelled.who, 100)}, ${moment(cancelled.at, when)}`],
    ended === undefined ? undefined : ['Ended', html`${moment(ended.at, when)}, after ${durationText(ended.at - createdAt)}`],
  );
}

const SHOWN = 10;

const fields = {
  state: choiceFilter(
    'State',
    Object.entries(stateLooks).map(([state, { word }]) => [state as StepState, word] as const),
    { any: 'Any state' },
  ),
  name: textFilter('Name', { max: 200 }),
  from: numberFilter('From', 0, 99_999),
  around: numberFilter('Around', 0, 99_999),
};

export const actionsFilter: Filter<typeof fields> = { title: 'Run', noun: 'The list of actions', label: 'Actions', button: 'Show', fields };

function pages({ run, asked, next, actions }: RunView): Html | undefined {
  const { from } = asked;
  if (from === 0 && next === undefined) return undefined;
  const first = actions[0]?.number;
  const place =
    first === undefined
      ? undefined
      : html`<span class="quiet">From number ${first + 1} of ${run.steps.run + run.steps.reused + run.steps.joined}</span> `;
  return html`<p class="small">${place}${from > 0 && html`<a href="${addressOf(run.id, { ...asked, from: 0 })}">First page</a> `}${next !== undefined && html`<a href="${addressOf(run.id, { ...asked, from: next })}">Next page</a>`}</p>`;
}

function addressOf(run: string, { state, name, from }: ActionsAsked): string {
  const query = new URLSearchParams({
    ...(state === undefined ? {} : { state }),
    ...(name === undefined || name === '' ? {} : { name }),
    ...(from === 0 ? {} : { from: String(from) }),
  });
  return `/runs/${run}${query.size === 0 ? '' : `?${query.toString()}`}#actions`;
}

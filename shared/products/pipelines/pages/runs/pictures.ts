import type { PlannedStep } from '#contexts/plans/domain/page.ts';
import type { Counts } from '#contexts/plans/domain/state.ts';
import type { StepState } from '#contexts/plans/domain/step.ts';
import type { ShownAction } from '#products/pipelines/domain/shown/run.ts';
import { lookOf, stateLooks, type Look } from '#products/pipelines/pages/runs/states.ts';
import { largest, smallest } from '#kernel/lists.ts';
import { html, type Html } from '#html/markup.ts';
import { bands, type Row } from '#html/pictures/bands.ts';
import { bars } from '#html/pictures/bars.ts';
import { graph } from '#html/pictures/graph/draw.ts';
import type { Node } from '#html/pictures/graph/node.ts';
import { shownOf, type Shown } from '#html/pictures/graph/shown.ts';
import { listed, plural } from '#html/text.ts';
import { clockText, durationText, type When } from '#html/times.ts';

function countsOf(counts: Counts): (readonly [Look, number])[] {
  const states = Object.keys(stateLooks) as StepState[];
  return states.flatMap((state) => (counts[state] === undefined || counts[state] === 0 ? [] : [[stateLooks[state], counts[state]]]));
}

/** How far a run has come: of the plan’s own document, however many actions it has. */
export function progress(counts: Counts): Html | undefined {
  const told = countsOf(counts);
  if (told.length === 0) return undefined;
  return bars(
    {
      title: 'How far it has come',
      desc: `${listed(told.map(([{ word }, count]) => `${count} ${word}`))}.`,
      table: { head: ['State', 'Actions'], rows: told.map(([{ word }, count]) => [word, count]) },
    },
    told.map(([{ word, sign, ink }, count]) => ({ label: `${sign} ${word}`, value: count, says: String(count), ink })),
    { whole: told.reduce((sum, [, count]) => sum + count, 0) },
  );
}

/** W7. When each of the shown actions waited and was at work; undefined where none has begun. */
export function timesOf(actions: readonly ShownAction[], when: When): Html | undefined {
  const rows = actions.flatMap((action) => rowOf(action, when.now));
  const all = rows.flatMap(({ bands: own }) => own);
  if (all.length === 0) return undefined;
  const from = smallest(
    when.now,
    all.map((band) => band.from),
  );
  const to = largest(
    from + 1,
    all.map((band) => band.to),
  );
  const word = rows.length === 1 ? 'one action' : plural(rows.length, 'action');
  return bands(
    {
      title: 'When they waited and were at work',
      desc: `${word}, within ${durationText(to - from)}.`,
      table: {
        head: ['Action', 'Waited and worked'],
        rows: rows.map(({ label, bands: own }) => [label, own.map(({ says }) => says).join(', then ')]),
      },
    },
    {
      from,
      to,
      rows,
      inks: [
        ['idle', 'waited'],
        ['drawn', 'at work'],
        ['good', 'succeeded'],
        ['bad', 'failed'],
        ['wait', 'cancelled'],
      ],
      says: (at) => clockText(at, when.timeZone),
    },
  );
}

function rowOf(action: ShownAction, now: number): Row[] {
  const { job, step } = action;
  if (job === undefined || step.reused === true) return [];
  const began = job.state === 'waiting' ? undefined : job.startedAt;
  const end = job.state === 'waiting' || job.state === 'running' ? now : job.completedAt;
  const waited = {
    from: job.createdAt,
    to: began ?? end,
    ink: 'idle',
    says: `waited ${durationText((began ?? end) - job.createdAt)}`,
  } as const;
  const { ink, word } = lookOf(action);
  const worked = began === undefined ? [] : [{ from: began, to: end, ink, says: `${word}, ${durationText(end - began)}` }];
  return [{ label: step.name, bands: [waited, ...worked] }];
}

export function graphOf(run: string, steps: readonly PlannedStep[], chosen?: number): Html {
  const nodes = steps.map((step, number): Node => {
    const { word, sign, ink } = step.reused === true ? lookOf({ step }) : stateLooks[step.state];
    return { label: step.name, says: word, sign, ink, needs: step.needs, href: `/runs/${run}/graph?around=${number}` };
  });
  const shown = shownOf(nodes, chosen);
  return html`<p class="quiet small">${aboutGraph(shown, nodes.length)}</p>${graph(
    {
      title: 'Graph of the plan',
      desc: `${plural(shown.nodes.length, 'box', 'boxes')}: left of each stands what it needs.`,
      table: {
        head: ['Action', 'State', 'Needs'],
        rows: shown.nodes.map(({ label, says, needs }) => [
          label,
          says,
          needs
            .flatMap((need) => shown.nodes[need]?.label ?? [])
            .slice(0, NEEDS)
            .join(', '),
        ]),
      },
    },
    shown.nodes,
  )}`;
}

/** The table behind it says so many; all of them are on the list of the run. */
const NEEDS = 5;

function aboutGraph(shown: Shown, all: number): string {
  switch (shown.as) {
    case 'whole':
      return 'What an action needs stands left of it. A line is left out where others say the same. Choose one to see its neighbourhood.';
    case 'folded':
      return `${all} actions are too many to be drawn one by one: those that stand about as far back and in the same state are one box. Choose one in the list to see its neighbourhood.`;
    case 'around':
      return `${shown.label}, and what stands nearest to it${shown.left === 0 ? '' : `; ${plural(shown.left, 'other')} further away`}.`;
  }
}

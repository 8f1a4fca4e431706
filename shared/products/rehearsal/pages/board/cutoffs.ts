import type { Outlook } from '#products/rehearsal/domain/forecast/outlook.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import { titleOf } from '#products/rehearsal/pages/about.ts';
import { outside, tag } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import { cutReports, type ShownCut } from '#contexts/calendar/pages/cut-reports.ts';
import type { Instant } from '#kernel/time.ts';
import { plural } from '#html/text.ts';
import { moment, type When } from '#html/times.ts';

/** C7. A release that is cut next, and what is expected of the open requests that are aimed at it. */
export interface ReleaseOutlook {
  name: string;
  hardCutoff: Instant;
  estimated: boolean;
  told: readonly Told[];
  /** Of those that await its cutoff, so many were not looked at. */
  left: number;
}

interface CutoffsView {
  cuts: readonly ShownCut[];
  forecast: readonly ReleaseOutlook[];
  when: When;
  requestUrl: (id: string) => string;
}

interface Told {
  state: Identified & Requested;
  outlook: Outlook;
}

/** C7, W2: the next cutoffs, and which of all open requests will miss them. */
export function cutoffsCard(view: CutoffsView): Html | undefined {
  const { forecast } = view;
  if (forecast.length + view.cuts.length === 0) return undefined;
  return html`<section class="card" aria-labelledby="cutoffs"><h2 id="cutoffs">Next cutoffs</h2>
${forecast.length === 0 ? html`<p>The calendar has no upcoming release.</p>` : undefined}${forecast.map(
    ({ name, hardCutoff, estimated, told, left }) =>
      html`<h3>Release ${name}${estimated ? ' (estimate)' : ''}</h3><p>Cut ${moment(hardCutoff, view.when)}. ${summary(told)}${left === 0 ? undefined : ` ${plural(left, 'more')} that await this cutoff were not looked at: there are too many for one page.`}</p>${list(told, view)}`,
  )}
${cutReports(view.cuts, view.when)}
<p class="quiet small">Expected from the queue, from past turns, and from how long people have for their answers. As a calendar: ${outside('/feeds/cutoffs.ics', 'cutoffs and freezes')}, ${outside('/feeds/queue.ics', 'turns')}.</p></section>`;
}

function summary(told: readonly Told[]): string {
  const count = (chance: Outlook['chance']): number => told.filter(({ outlook }) => outlook.chance === chance).length;
  if (told.length === 0) return 'No open request targets it.';
  const late = count('late');
  const close = count('close');
  if (late + close === 0) return `${plural(told.length, 'open request')}, all expected in time.`;
  const parts = [
    plural(told.length, 'open request'),
    ...(late > 0 ? [`${late} expected to miss it`] : []),
    ...(close > 0 ? [`${close} only if people answer early`] : []),
  ];
  return `${parts.join('; ')}.`;
}

/** Late and close ones that are listed. */
const MOST_SHOWN = 30;

function list(told: readonly Told[], { requestUrl, when }: CutoffsView): Html | undefined {
  const shown = told.filter(({ outlook }) => outlook.chance !== 'fine').toSorted((a, b) => b.outlook.likely - a.outlook.likely);
  if (shown.length === 0) return undefined;
  const more = shown.length - MOST_SHOWN;
  return html`<ul class="rows">${shown.slice(0, MOST_SHOWN).map(({ state, outlook }) => {
    const title = html`<strong><bdi>${titleOf(state.submission)}</bdi></strong>`;
    const essential = state.submission.essential === true ? html` ${tag('essential', 'plain')}` : undefined;
    return html`<li><p>${outside(requestUrl(state.id), title)} ${chanceTag(outlook)}${essential}</p><p class="quiet small"><span class="mono">${state.id}</span> · expected to be tested ${moment(outlook.likely, when)}</p></li>`;
  })}</ul>${more > 0 ? html`<p>… and ${more} more that will miss it or may be late.</p>` : undefined}`;
}

export function chanceTag({ chance }: Pick<Outlook, 'chance'>): Html {
  switch (chance) {
    case 'late':
      return tag('will likely miss it', 'bad');
    case 'close':
      return tag('close', 'wait');
    case 'fine':
      return tag('in time', 'good');
  }
}

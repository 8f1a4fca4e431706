import type { Listing } from '#contexts/operations/domain/listing/listing.ts';
import { lengthsByName, queueHistory, type Steps } from '#contexts/operations/domain/listing/history.ts';
import type { PageContent } from '#html/document.ts';
import { largest } from '#kernel/lists.ts';
import { DAY } from '#kernel/time.ts';
import { choiceFilter, type Filter } from '#html/filter/field.ts';
import { html, type Html } from '#html/markup.ts';
import { bars } from '#html/pictures/bars.ts';
import { overTime } from '#html/pictures/over-time.ts';
import { plural } from '#html/text.ts';
import { clockText, dateText, durationText, moment, type When } from '#html/times.ts';

export interface HistoryView {
  backend: string;
  listings: readonly Listing[];
  /** There are more than were looked at. */
  isCut: boolean;
  days: number;
  when: When;
}

export const historyDays = [1, 7, 30] as const;

const fields = {
  days: choiceFilter(
    'Length of time',
    historyDays.map((one) => [`${one}`, `${one}`] as const),
    { isHidden: true },
  ),
};

export const historyFilter: Filter<typeof fields> = {
  title: 'How it went',
  noun: 'This page',
  label: 'Length of time',
  button: 'Show',
  fields,
};

/** W7. How it went on a backend: its queue and what was at work over time, and how long each name takes. */
export function historyPage(view: HistoryView): PageContent {
  const { backend, listings, isCut, days, when } = view;
  const oldest = listings.at(-1);
  const seen = html`${plural(listings.length, 'operation')} of ${days === 1 ? 'one day' : `${days} days`}${isCut && oldest !== undefined ? html`: the newest, since ${moment(oldest.createdAt, when)}; there are older ones` : undefined}`;
  const path = `/backends/${backend}/history`;
  const others = historyDays.map((one) => [one, one === 1 ? 'one day' : `${one} days`] as const);
  return {
    title: `How it went on ${backend}`,
    back: [`/backends/${backend}`, backend],
    body: html`<p class="small">${others.map(([one, label]) => (one === days ? html`<strong aria-current="true">${label}</strong> ` : html`<a href="${path}?days=${one}">${label}</a> `))}</p>
<section class="card" aria-labelledby="queue"><h2 id="queue">Queue</h2><p class="quiet small">${seen}.</p>${queueOf(view) ?? html`<p>Nothing was asked for in this time.</p>`}</section>
${lengthsCard(listings)}`,
  };
}

function queueOf({ listings, when, days }: HistoryView): Html | undefined {
  const history = queueHistory(listings, when.now);
  if (history === undefined) return undefined;
  const { from, to, waiting, working } = history;
  const [most, busiest] = [mostOf(waiting), mostOf(working)];
  return overTime(
    {
      title: 'Waiting and at work',
      desc: `In ${durationText(to - from)}: at most ${most} waited, and at most ${busiest} were at work at once.`,
      table: { head: ['Until', 'Most waiting', 'Most at work'], rows: hours(history, when, days === 1 ? DAY / 24 : DAY) },
    },
    {
      from,
      to,
      series: [
        { name: 'at work', ink: 'drawn', points: working },
        { name: 'waiting', ink: 'wait', points: waiting },
      ],
      says: (at) => (days === 1 ? clockText(at, when.timeZone) : dateText(at, when.timeZone)),
    },
  );
}

/** The newest first, each with the greatest numbers of its stretch; of a long time not all of it. */
function hours(
  { from, to, waiting, working }: { from: number; to: number; waiting: Steps; working: Steps },
  when: When,
  length: number,
): Html[][] {
  const count = Math.min(MOST_ROWS, Math.ceil((to - from) / length));
  return Array.from({ length: count }, (_, n) => {
    const end = to - n * length;
    return [moment(end, when), ...[waiting, working].map((steps) => html`${mostOf(within(steps, end - length, end))}`)];
  });
}

const MOST_ROWS = 40;

/** With what held when it began. */
function within(steps: Steps, from: number, to: number): Steps {
  const before = steps.findLast(([at]) => at <= from);
  return [...(before === undefined ? [] : [before]), ...steps.filter(([at]) => at > from && at <= to)];
}

function mostOf(steps: Steps): number {
  return largest(
    0,
    steps.map(([, value]) => value),
  );
}

const MOST_BARS = 30;

/** How long each name takes. */
export function lengthsCard(listings: readonly Listing[], more?: Html): Html | undefined {
  const all = lengthsByName(listings);
  const shown = all.slice(0, MOST_BARS);
  if (shown.length === 0) return undefined;
  return html`<section class="card" aria-labelledby="lengths"><h2 id="lengths">How long they take</h2><p class="quiet small">Of those that ended well. Narrow bars: median; wide: 90 %.${all.length > shown.length ? ` The longest ${shown.length} of ${all.length}.` : ''}</p>${bars(
    {
      title: 'Durations by name',
      desc: shown
        .slice(0, 5)
        .map(({ name, median }) => `${name}: ${durationText(median)}`)
        .join('; '),
      table: {
        head: ['Name', 'How many', 'Median', '90 % within'],
        rows: shown.map(({ name, count, median, ninetieth }) => [name, count, durationText(median), durationText(ninetieth)]),
      },
    },
    shown.map(({ name, median, ninetieth }) => ({ label: name, value: median, behind: ninetieth, says: durationText(median) })),
  )}${more}</section>`;
}

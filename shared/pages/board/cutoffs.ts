import type { BackendDocument, RequestDocument } from '#contracts/document-types.ts';
import { outlookOf, type Outlook } from '#domain/forecast/outlook.ts';
import { slotsOf } from '#domain/forecast/slots.ts';
import { comingReleases } from '#domain/calendar/releases.ts';
import type { Rules } from '#domain/request/rules.ts';
import type { RequestState } from '#domain/request/state.ts';
import { titleOf } from '#pages/about.ts';
import { outside, tag } from '#pages/blocks.ts';
import { html, type Html } from '#pages/html.ts';
import { reportPath } from '#pages/release-page.ts';
import type { Instant } from '#domain/time.ts';
import { plural } from '#pages/text.ts';
import { moment, type When } from '#pages/times.ts';

/** C5. A release that was cut, with what its last cut brought. */
export interface ShownCut {
  name: string;
  cutoff: Instant;
  made: number;
  moved: number;
  blocking: number;
}

interface CutoffsView {
  cuts: readonly ShownCut[];
  requests: readonly RequestDocument[];
  backends: readonly BackendDocument[];
  rules: Rules;
  when: When;
  requestUrl: (id: string) => string;
}

interface Told {
  state: RequestState;
  outlook: Outlook;
}

/** Releases shown ahead. */
const SHOWN = 2;

/** C7, W2: the next cutoffs, and which of the open requests shown here will miss them. */
export function cutoffsCard(view: CutoffsView): Html | undefined {
  const releases = nextReleases(view.rules, view.when.now);
  if (releases.length + view.cuts.length === 0) return undefined;
  const told = outlooks(view);
  return html`<section class="card" aria-labelledby="cutoffs"><h2 id="cutoffs">Next cutoffs</h2>
${releases.length === 0 ? html`<p>The calendar has no coming release.</p>` : undefined}${releases.map(({ name, hardCutoff, estimated }) => {
    const own = told.filter(({ outlook }) => outlook.release === name && outlook.cutoff === hardCutoff);
    return html`<h3>Release ${name}${estimated ? ' (estimate)' : ''}</h3><p>Cut ${moment(hardCutoff, view.when)}. ${summary(own)}</p>${list(own, view)}`;
  })}
${reports(view)}
<p class="quiet small">Expected from the queue, from past turns, and from how long people have for their answers. As a calendar: ${outside('/feeds/cutoffs.ics', 'cutoffs and freezes')}, ${outside('/feeds/queue.ics', 'turns')}.</p></section>`;
}

/** C5. */
function reports({ cuts, when }: CutoffsView): Html | undefined {
  if (cuts.length === 0) return undefined;
  return html`<h3>Reports</h3><ul>${cuts.map(
    ({ name, cutoff, made, moved, blocking }) =>
      html`<li>${outside(reportPath(name), `Release ${name}`)}, cut ${moment(cutoff, when)}: ${made} ready, ${moved} missed, ${blocking} blocking</li>`,
  )}</ul>`;
}

function nextReleases(rules: Rules, now: number): { name: string; hardCutoff: number; estimated: boolean }[] {
  const rows = rules.releases.map((row) => ({ ...row, softCutoff: row.softCutoff ?? row.hardCutoff }));
  const all =
    rules.calendar === undefined
      ? rows.filter(({ hardCutoff }) => hardCutoff > now).map((row) => ({ ...row, estimated: false }))
      : comingReleases({ ...rules.calendar, rows }, now);
  return all.slice(0, SHOWN);
}

function outlooks({ requests, backends, rules, when }: CutoffsView): Told[] {
  const queued = requests
    .filter(({ waitsForBackend }) => waitsForBackend !== undefined)
    .toSorted((a, b) => (a.queueRank < b.queueRank ? -1 : 1));
  const slots = backends.flatMap(({ slug, state }) =>
    slotsOf(
      state,
      queued.filter(({ waitsForBackend }) => waitsForBackend === slug).map(({ id }) => id),
      rules.freezes ?? [],
      when.now,
    ),
  );
  return requests.flatMap(({ state }) => {
    const backend = backends.find(({ slug }) => slug === state.backend)?.state;
    const own = slots.filter((slot) => slot.backend === state.backend);
    const outlook = outlookOf(state, backend, own, rules, when.now);
    return outlook === undefined ? [] : [{ state, outlook }];
  });
}

function summary(told: readonly Told[]): string {
  const count = (chance: Outlook['chance']): number => told.filter(({ outlook }) => outlook.chance === chance).length;
  if (told.length === 0) return 'Nothing that is open is aimed at it.';
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

function list(told: readonly Told[], { requestUrl, when }: CutoffsView): Html | undefined {
  const shown = told.filter(({ outlook }) => outlook.chance !== 'fine').toSorted((a, b) => b.outlook.likely - a.outlook.likely);
  if (shown.length === 0) return undefined;
  return html`<ul class="rows">${shown.slice(0, 30).map(({ state, outlook }) => {
    const title = html`<strong><bdi>${titleOf(state.submission)}</bdi></strong>`;
    const essential = state.submission.essential === true ? html` ${tag('essential', 'plain')}` : undefined;
    return html`<li><p>${outside(requestUrl(state.id), title)} ${chanceTag(outlook)}${essential}</p><p class="quiet small"><span class="mono">${state.id}</span> · expected to be tested ${moment(outlook.likely, when)}</p></li>`;
  })}</ul>`;
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

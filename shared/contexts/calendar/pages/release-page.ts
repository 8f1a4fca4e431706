import type { AfterCut, Judged, ReportedBreach, ReportLine } from '#contexts/calendar/domain/report.ts';
import type { ReleaseState } from '#contexts/calendar/domain/release/state.ts';
import type { Instant } from '#kernel/time.ts';
import { outside, tag, type Tone } from '#html/elements.ts';
import { html, safeUrl, type Html } from '#html/markup.ts';
import type { PageContent } from '#html/document.ts';
import { plural } from '#html/text.ts';
import { distanceText, durationText, instant, moment, type When } from '#html/times.ts';
import type { ReportDocument } from '#contexts/calendar/documents.ts';

/** C5. Where a release's report is; without a version the newest one. */
export function reportPath(release: string, version?: number, part = 0): string {
  const query = [...(version === undefined ? [] : [`version=${version}`]), ...(part === 0 ? [] : [`part=${part + 1}`])].join('&');
  return `/releases/${encodeURIComponent(release)}${query === '' ? '' : `?${query}`}`;
}

/** How many of a request's approved jobs came to what; `untold`: nobody has said so far. */
type InProduction = Record<'run' | 'failed' | 'not_run' | 'untold', number>;

interface ReleaseView {
  name: string;
  /** The calendar's row as it is now; absent when there is none any more. */
  hardCutoff?: Instant | undefined;
  /** Absent before the first cut. */
  report?: { document: ReportDocument; lines: readonly ReportLine[]; /** From 0. */ part: number; newest: number } | undefined;
  moved: ReleaseState['movedAfterCut'];
  /** A9. As it is known now, by request. */
  production?: ReadonlyMap<string, InProduction>;
  /** C4. As it is now, by request, of what was not ready. */
  since?: ReadonlyMap<string, AfterCut>;
  when: When;
  /** Where operators see a request; it asks others to sign in. Never its secret link (X6). */
  requestUrl: (id: string) => string;
  /** Where its reader defers a request, if they may. */
  deferUrl?: ((id: string) => string) | undefined;
}

/** C5, C6: ready, missed, blocking, breaches; as it was published, and beside it what came later. */
export function releasePage(view: ReleaseView): PageContent {
  const { name, report } = view;
  const body = html`${report === undefined ? notCut(view) : published(view, report)}
<p class="quiet small">As of ${moment(view.when.now, view.when)}.</p>`;
  return { title: `Release ${name}`, body };
}

function notCut({ hardCutoff, when }: ReleaseView): Html {
  const text =
    hardCutoff === undefined || hardCutoff <= when.now
      ? html`The release is being cut; its report follows within minutes.`
      : html`The release is cut ${moment(hardCutoff, when)}. Its report is published then; until then, the board shows which requests will miss it.`;
  return html`<section class="card" aria-labelledby="report"><h2 id="report">Report</h2><p>${text}</p></section>`;
}

const causes: Record<ReportDocument['cause'], string> = {
  cut: 'Published when the release was cut.',
  moved: 'Published when the release was cut again, at its new cutoff.',
  late: 'Published because a request came back to the release after it was cut.',
};

function published(view: ReleaseView, { document, lines, part, newest }: NonNullable<ReleaseView['report']>): Html {
  const { when } = view;
  const { counts, version, cutoff, publishedAt, cause, unlisted } = document;
  const of = (outcome: Judged): ReportLine[] => lines.filter((line) => line.outcome === outcome);
  return html`${later(view, document, newest)}
<section class="card" aria-labelledby="report"><h2 id="report">Report, version ${version}</h2>
<p class="lead">${tag(`${counts.blocking} blocking`, counts.blocking > 0 ? 'bad' : 'good')} ${tag(`${counts.missed} missed`, counts.missed > 0 ? 'wait' : 'good')} ${tag(`${counts.ready} ready`, 'good')} ${tag(plural(counts.breaches, 'breach', 'breaches'), counts.breaches > 0 ? 'bad' : 'good')}</p>
<dl><dt>Cut</dt><dd>${moment(cutoff, when)}</dd><dt>Published</dt><dd>${instant(publishedAt, when)}</dd></dl>
<p class="quiet small">${causes[cause]} A published version is never changed.</p>
${unlisted > 0 ? html`<p>${plural(unlisted, 'more request')} by people with very many requests ${unlisted === 1 ? 'is' : 'are'} counted, but not listed.</p>` : undefined}${pages(view.name, document, part)}</section>
${section('blocking', 'Blocking', 'Essential, and not fully tested at the cutoff. The release team waits for them or defers them.', of('blocking'), view)}
${section('missed', 'Missed', 'Not fully tested at the cutoff. They moved to the next release, and their tests go on.', of('moved'), view)}
${section('ready', 'Ready', 'Every job was approved before the cutoff.', of('made'), view)}
${breachTable(lines, view)}`;
}

/** C6: what came after this version, beside it. */
function later({ moved, name, when }: ReleaseView, { version, cutoff }: ReportDocument, newest: number): Html {
  const notes = moved.filter(({ from }) => from === cutoff);
  const others = Array.from({ length: newest }, (_, n) => n + 1)
    .filter((other) => other !== version)
    .slice(-20);
  return html`${notes.map(({ to, seenAt }) => html`<p class="note wait">The cutoff was moved to ${moment(to, when)} after this report (seen ${distanceText(seenAt, when.now)}). This report stays as it is, and requests that had moved stay where they are.</p>`)}${
    others.length === 0
      ? undefined
      : html`<p class="note">Other versions: ${others.map((other) => html`${outside(reportPath(name, other), `version ${other}${other === newest ? ' (newest)' : ''}`)} `)}</p>`
  }`;
}

function pages(name: string, { parts, version }: ReportDocument, part: number): Html | undefined {
  if (parts <= 1) return undefined;
  const all = Array.from({ length: parts }, (_, n) => n);
  return html`<nav aria-label="Parts of the report"><p>Part ${part + 1} of ${parts}: ${all.map((n) => (n === part ? html`<strong>${n + 1}</strong> ` : html`${outside(reportPath(name, version, n), String(n + 1))} `))}</p></nav>`;
}

const tones: Record<Judged, Tone> = { blocking: 'bad', moved: 'wait', made: 'good' };

function section(id: string, title: string, about: string, lines: readonly ReportLine[], view: ReleaseView): Html | undefined {
  const [first] = lines;
  if (first === undefined) return undefined;
  return html`<section class="card" aria-labelledby="${id}"><h2 id="${id}">${title} (${lines.length})</h2><p class="quiet small">${about}</p><ul class="rows">${lines.map(
    ({ requestId, title: job, what, outcome, essential }) =>
      html`<li><p>${linked(requestId, job, view)} ${tag(outcome === 'made' ? 'ready' : outcome === 'moved' ? 'missed' : 'blocking', tones[outcome])}${essential === true && outcome !== 'blocking' ? html` ${tag('essential', 'plain')}` : undefined}</p><p class="quiet small"><span class="mono">${requestId}</span> · ${what}</p>${inProduction(view.production?.get(requestId))}${sinceCut(view.since?.get(requestId), outcome, view)}${deferLink(requestId, job, view)}</li>`,
  )}</ul></section>`;
}

/** A9: known later than the report, and told as such. */
function inProduction(counts: InProduction | undefined): Html | undefined {
  if (counts === undefined) return undefined;
  const { run, failed, not_run: notRun, untold } = counts;
  const tags = [
    failed > 0 ? tag(`${failed} failed`, 'bad') : undefined,
    run > 0 ? tag(`${run} ran`, 'good') : undefined,
    notRun > 0 ? tag(`${notRun} not run`, 'wait') : undefined,
    untold > 0 ? tag(`${untold} not recorded`, 'plain') : undefined,
  ];
  return html`<p class="small">In production, as of now: ${tags.map((one) => (one === undefined ? undefined : html`${one} `))}</p>`;
}

/** C5. What is open still can be moved on. */
function deferLink(requestId: string, title: string, { deferUrl, since }: ReleaseView): Html | undefined {
  if (deferUrl === undefined || since?.get(requestId)?.is !== 'open') return undefined;
  return html`<p><a class="button quiet" href="${safeUrl(deferUrl(requestId))}">Defer<span class="hidden">: ${title}</span></a></p>`;
}

/** C4: what came after the report, which stays as it is. */
function sinceCut(since: AfterCut | undefined, outcome: Judged, { when, name }: ReleaseView): Html | undefined {
  if (since === undefined) return undefined;
  if (since.is === 'open') {
    const moved = outcome === 'blocking' && since.target !== name;
    return moved
      ? html`<p class="small">As of now: it was deferred${since.target === undefined ? '' : ` to ${since.target}`} and no longer blocks.</p>`
      : undefined;
  }
  const no = outcome === 'blocking' ? ' It no longer blocks.' : '';
  if (since.is !== 'approved') return html`<p class="small">As of now: ${since.is} since, ${instant(since.at, when)}.${no}</p>`;
  const late = since.taken
    ? 'This came after the cutoff, so this report does not count it; but the release no longer has to wait for it. Tell the release coordinators.'
    : 'This came after the cutoff, so it is not in this release.';
  return html`<p class="small">${tag('approved since', 'good')} As of now: approved, ${instant(since.at, when)}. ${late}</p>`;
}

function linked(requestId: string, title: string, { requestUrl }: ReleaseView): Html {
  return outside(requestUrl(requestId), html`<strong><bdi>${title}</bdi></strong>`);
}

function breachTable(lines: readonly ReportLine[], view: ReleaseView): Html | undefined {
  const late = lines.flatMap((line) => (line.breaches ?? []).map((breach) => ({ line, breach })));
  if (late.length === 0) return undefined;
  return html`<section class="card" aria-labelledby="breaches"><h2 id="breaches">Breaches (${late.length})</h2><p class="quiet small">Promised answers that came late, or had not come when this was published.</p><table><thead><tr><th scope="col">Request</th><th scope="col">Owed</th><th scope="col">Due</th><th scope="col">Answered</th></tr></thead><tbody>${late.map(
    ({ line, breach }) =>
      html`<tr><th scope="row">${linked(line.requestId, line.title, view)} <span class="mono small">${line.requestId}</span></th><td>${breach.clock}</td><td>${instant(breach.dueAt, view.when)}</td><td>${answered(breach)}</td></tr>`,
  )}</tbody></table></section>`;
}

function answered({ dueAt, answeredAt }: ReportedBreach): string {
  if (answeredAt === undefined) return 'not yet';
  return answeredAt > dueAt ? `${durationText(answeredAt - dueAt)} late` : 'late';
}

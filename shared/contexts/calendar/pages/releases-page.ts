import type { ListedRelease } from '#contexts/calendar/domain/listed.ts';
import { reportPath } from '#contexts/calendar/pages/release-page.ts';
import type { PageContent } from '#html/document.ts';
import { tag } from '#html/elements.ts';
import { foldingTable } from '#html/folding-table.ts';
import { html, type Html } from '#html/markup.ts';
import { moment, type When } from '#html/times.ts';

/** C1, C5. The calendar, and each release's report. */
export function releasesPage(releases: readonly ListedRelease[], when: When): PageContent {
  const table = foldingTable<ListedRelease>(
    [
      { label: 'Release', of: ({ name }) => html`<a href="${reportPath(name)}">${name}</a>` },
      { label: 'Soft cutoff', of: ({ softCutoff }) => moment(softCutoff, when) },
      { label: 'Hard cutoff', of: ({ hardCutoff }) => moment(hardCutoff, when) },
      {
        label: 'Report',
        of: ({ cut, hardCutoff }) => (cut === undefined ? (hardCutoff > when.now ? 'not cut yet' : 'being cut') : countsOf(cut)),
      },
    ],
    releases,
  );
  const body = html`<div class="card">${releases.length === 0 ? html`<p>The calendar has no release. Each is a row of <code>calendar.releases</code> in the settings file (<a href="/settings?key=calendar">what holds now</a>); what the board shows for months without one is an estimate.</p>` : table}
<p class="small">As a calendar: <a href="/feeds/cutoffs.ics">cutoffs and freezes</a>. Which requests will miss the next one stands on the <a href="/board#cutoffs">board</a>.</p></div>`;
  return { title: 'Releases', body };
}

function countsOf({ made, moved, blocking }: NonNullable<ListedRelease['cut']>): Html {
  return html`${tag(`${blocking} blocking`, blocking > 0 ? 'bad' : 'good')} ${tag(`${moved} missed`, moved > 0 ? 'wait' : 'good')} ${tag(`${made} ready`, 'good')}`;
}

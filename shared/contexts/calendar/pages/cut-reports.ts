import { reportPath } from '#contexts/calendar/pages/release-page.ts';
import { outside } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import { moment, type When } from '#html/times.ts';
import type { Instant } from '#kernel/time.ts';

/** C5. A release that was cut, with what its last cut brought. */
export interface ShownCut {
  name: string;
  cutoff: Instant;
  made: number;
  moved: number;
  blocking: number;
}

/** C5. Where their reports are. */
export function cutReports(cuts: readonly ShownCut[], when: When): Html | undefined {
  if (cuts.length === 0) return undefined;
  return html`<h3>Reports</h3><ul>${cuts.map(
    ({ name, cutoff, made, moved, blocking }) =>
      html`<li>${outside(reportPath(name), `Release ${name}`)}, cut ${moment(cutoff, when)}: ${made} ready, ${moved} missed, ${blocking} blocking</li>`,
  )}</ul>`;
}

import { nextDue } from '#products/rehearsal/domain/due.ts';
import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import { titleOf } from '#products/rehearsal/pages/about.ts';
import { runbookUrl } from '#products/rehearsal/pages/runbooks/page.ts';
import { html, type Html } from '#html/markup.ts';
import { durationText, type When } from '#html/times.ts';

/** More are in the lists below. */
const LISTED = 5;

interface LateView {
  groups: readonly { documents: readonly RequestDocument[] }[];
  requestUrl: (id: string) => string;
  when: When;
}

/** S1, W2. What should have been answered by now, the longest overdue first: of each state those that stand first are the oldest. */
export function lateNote({ groups, requestUrl, when }: LateView): Html | undefined {
  const late = groups
    .flatMap(({ documents }) => documents)
    .flatMap(({ state }) => {
      const due = nextDue(state);
      return due === undefined || due > when.now ? [] : [{ state, due }];
    })
    .toSorted((a, b) => a.due - b.due);
  if (late.length === 0) return undefined;
  const rest = late.length - LISTED;
  return html`<div class="note bad"><p><strong>${late.length === 1 ? '1 answer is' : `${late.length} answers are`} overdue.</strong> Remind those who have to answer, or answer yourself; every admin was told. <a href="${runbookUrl('clocks_breached')}">What to do</a>.</p>
<ul>${late.slice(0, LISTED).map(({ state, due }) => html`<li><a href="${requestUrl(state.id)}"><bdi>${titleOf(state.submission)}</bdi></a>, by ${durationText(when.now - due)}</li>`)}</ul>${rest > 0 ? html`<p>… and ${rest} more below.</p>` : undefined}</div>`;
}

import { lastRun, type Job } from '#contexts/plans/domain/job/state.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { resultOf } from '#contexts/operations/domain/run/state.ts';
import { nameOfStep } from '#products/rehearsal/pages/about.ts';
import { otherwiseRan } from '#products/rehearsal/pages/ran-elsewhere.ts';
import { html, type Html } from '#html/markup.ts';

interface Column {
  job: Job;
  counts: ReadonlyMap<string, number>;
}

/** What several jobs counted, side by side: an audit that is a copy of its job drifts from it, and here it shows. Labels and numbers only (R12). */
export function countsCard(state: Identified & Requested & Authored & Tested): Html | undefined {
  const { jobs, submission } = state;
  const columns = jobs.map(columnOf).filter(({ counts }) => counts.size > 0);
  if (columns.length < 2) return undefined;
  const labels = [...new Set(columns.flatMap(({ counts }) => [...counts.keys()]))].toSorted((a, b) => a.localeCompare(b, 'en'));
  return html`<section class="card" aria-labelledby="counts"><h2 id="counts">Counts, side by side</h2><div class="scroll"><table class="compare"><caption>Counts of the newest run of each job</caption>
<thead><tr><th scope="col">Count</th>${columns.map(({ job }) => html`<th scope="col">${job.index + 1}. ${nameOfStep(submission, job.step)}${ranNote(job, state)}</th>`)}</tr></thead>
<tbody>${labels.map((label) => html`<tr><th scope="row"><bdi>${label}</bdi></th>${columns.map(({ counts }) => html`<td>${String(counts.get(label) ?? 'not counted')}</td>`)}</tr>`)}</tbody></table></div></section>`;
}

/** G10. */
function ranNote(job: Job, state: Identified & Authored & Tested): Html | undefined {
  const run = lastRun(job);
  const elsewhere = run === undefined ? undefined : otherwiseRan(run, state);
  return elsewhere === undefined ? undefined : html` <span class="quiet small">(it ran ${elsewhere})</span>`;
}

function columnOf(job: Job): Column {
  return { job, counts: new Map((resultOf(lastRun(job))?.counts ?? []).map(({ label, value }) => [label, value])) };
}

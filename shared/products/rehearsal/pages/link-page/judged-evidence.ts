import { shortened } from '#contexts/verdict/domain/judgement.ts';
import { comparisonTable } from '#contexts/verdict/pages/comparison.ts';
import { lastRun, type Job } from '#contexts/plans/domain/job/state.ts';
import { isTestByHand } from '#contexts/plans/domain/job/by-hand.ts';
import { resultOf } from '#contexts/operations/domain/run/state.ts';
import { html, type Html } from '#html/markup.ts';
import { askFacts, evidence } from '#products/rehearsal/pages/link-page/subject.ts';
import type { LinkView } from '#products/rehearsal/pages/link-page/link-view.ts';
import { outputEnds } from '#products/rehearsal/pages/link-page/output-ends.ts';

/** Bytes that the evidence of one page may take: with all else the page stays under 100 KB. */
const ROOM = 40_000;
/** Of one job, whatever is left. */
const MOST = 24_000;

/** W1, R8: all that a verdict hangs on, where it is given. `jobs`: how many share the page. */
export function judgedEvidence(job: Job, view: LinkView, jobs = 1): Html {
  const room = Math.min(MOST, ROOM / jobs);
  return html`${evidence(job, view)}
${maySeeLines(view) ? linesOf(job, view, room) : undefined}
${isTestByHand(job) ? undefined : html`<details><summary>What was asked for</summary>${askFacts(job.ask, room * 0.1)}</details>`}`;
}

/** R12: what a run wrote is for the contributor and admins. */
function maySeeLines({ person, rules }: LinkView): boolean {
  return person.id === 'contributor' || rules.people.some(({ id, roles }) => id === person.id && roles.includes('admin'));
}

function linesOf(job: Job, { evidence: read }: LinkView, room: number): Html | undefined {
  const run = lastRun(job);
  const result = resultOf(run);
  if (run === undefined || result === undefined) return undefined;
  const ends = read?.ends.get(run.id);
  const { judgement } = result;
  return html`${judgement === undefined ? undefined : comparisonTable(shortened(judgement, room * 0.5), `c-${run.id}`)}
${ends === undefined ? undefined : outputEnds(ends, result.lines, room * 0.3)}`;
}

import { resultOf } from '#contexts/operations/domain/run/state.ts';
import { lastRun, type Job } from '#contexts/plans/domain/job/state.ts';
import { firstErrorOf } from '#contexts/operations/pages/failure.ts';
import type { EarlierRequest } from '#products/rehearsal/domain/decision-evidence.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { nameOfStep, personName } from '#products/rehearsal/pages/about.ts';
import { comparisonText } from '#products/rehearsal/pages/four-facts.ts';
import { facts, said } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import { maskAddresses } from '#html/text.ts';

/** Longest reason that is shown whole, in characters; the earlier request's own page has all of it. */
const LONGEST = 4_000;

/** A4: why a request was rejected, job by job; of one that was not, nothing. No line of output (R12). */
export function whyRejected(earlier: EarlierRequest, rules: Rules): Html | undefined {
  if (earlier.status !== 'rejected') return undefined;
  const jobs = earlier.jobs.filter(({ state }) => state === 'rejected');
  return html`<p>It was rejected by ${personName(earlier.rejectedBy, earlier, rules)}:</p>
${said(shown(earlier.reason))}
${jobs.map((job) => aboutJob(job, earlier))}`;
}

function aboutJob(job: Job, { submission }: EarlierRequest): Html {
  const result = resultOf(lastRun(job));
  return html`<h3>${nameOfStep(submission, job.step)}</h3>${facts(
    ['Because', result === undefined ? undefined : shown(result.because.join('; '))],
    ['Comparison', result === undefined ? undefined : comparisonText(job)],
    ['First error', result?.failure === undefined ? undefined : firstErrorOf(result.failure)],
    ['Advice', result?.failure?.advice],
  )}`;
}

function shown(text: string): string {
  const masked = maskAddresses(text);
  return masked.length > LONGEST ? `${masked.slice(0, LONGEST)}…` : masked;
}

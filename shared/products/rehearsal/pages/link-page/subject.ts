import { inRunOrder } from '#contexts/plans/domain/job/order.ts';
import { lastRun, type Job } from '#contexts/plans/domain/job/state.ts';
import { resultOf, type Run } from '#contexts/operations/domain/run/state.ts';
import { featureFields } from '#contexts/intake/domain/form/feature.ts';
import { jobFields } from '#contexts/intake/domain/form/job.ts';
import type { JobAsk } from '#contexts/intake/domain/submission.ts';
import { ranAt } from '#contexts/plans/domain/job/evidence-of.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { expectedText, personName } from '#products/rehearsal/pages/about.ts';
import { askedOf, ownWordsOf } from '#contexts/intake/pages/asked.ts';
import { jobTag } from '#contexts/plans/pages/job-tag.ts';
import { facts, said, tag } from '#html/elements.ts';
import type { LinkView } from '#products/rehearsal/pages/link-page/link-view.ts';
import { comparisonText } from '#products/rehearsal/pages/four-facts.ts';
import { html, type Html, type Piece } from '#html/markup.ts';
import { firstErrorOf, placeOf } from '#contexts/operations/pages/failure.ts';
import { hiddenTexts } from '#contexts/operations/pages/judged.ts';
import { roleLabels } from '#contexts/intake/domain/choices.ts';
import { cancelLabels, outcomeLabels } from '#contexts/operations/pages/labels.ts';
import { otherwiseRan } from '#products/rehearsal/pages/ran-elsewhere.ts';
import { saidOfAudits } from '#products/rehearsal/pages/words.ts';
import { fittingLines, maskAddresses, plural, shortSha } from '#html/text.ts';
import { durationText, moment, type When } from '#html/times.ts';

/** The contributor's reasons, in their words. */
export function ownWords({ submission }: Requested): Html {
  const { feature } = submission;
  const entries = [
    ...ownWordsOf(submission),
    [featureFields.thirdPartyApis.label, feature?.thirdPartyApis.join('\n')] as const,
    [featureFields.testSteps.label, feature?.testSteps] as const,
  ];
  return html`${entries.map(([label, text]) => (text === undefined ? undefined : html`<h3>${label}</h3>${said(text)}`))}`;
}

/** R1: the jobs as they were asked for, in the order in which they run. */
export function askedJobs({ jobs, submission }: Requested & Tested): Html | undefined {
  if (submission.jobs.length === 0) return undefined;
  return html`<section class="card" aria-labelledby="jobs"><h2 id="jobs">${plural(jobs.length, 'job')}, in this order</h2><ol class="jobs">${inRunOrder(
    jobs,
  ).map((job, n) => html`<li><h3>${n + 1}. ${job.ask.name} ${jobTag(job)}</h3>${askFacts(job.ask)}</li>`)}</ol></section>`;
}

/** `room`: bytes for parameters and for expected output, each, where there are no more. */
export function askFacts(ask: JobAsk, room = Infinity): Html {
  const { expectedOutput } = ask;
  return html`${facts(
    [jobFields.role.label, roleLabels[ask.role]],
    ask.step === ask.name ? undefined : [jobFields.step.label, ask.step],
    ...askedOf(ask).map(([label, said]): [string, Piece] => [label, typeof said === 'object' ? pairs(said, room) : said]),
    [jobFields.expectedOutput.label, expectedOutput.length === 0 ? 'none given' : linesIn(expectedOutput.map(expectedText), room)],
  )}`;
}

function pairs(all: Readonly<Record<string, string>>, room: number): Html {
  return linesIn(
    Object.entries(all).map(([name, value]) => `${name}=${value}`),
    room,
  );
}

function linesIn(all: readonly string[], room: number): Html {
  const shown = fittingLines(all, room);
  const more = all.length - shown.length;
  return html`<pre>${shown.join('\n')}</pre>${more > 0 ? html`<p class="quiet small">and ${plural(more, 'more line')}, on the status page</p>` : undefined}`;
}

/** Outcome, why, counts, first error, advice: no output lines (R12). */
export function evidence(job: Job, { state, rules, when }: Pick<LinkView, 'state' | 'rules' | 'when'>): Html {
  const run = lastRun(job);
  const result = resultOf(run);
  const failure = result?.failure;
  const elsewhere = run === undefined ? undefined : otherwiseRan(run, state);
  return html`${elsewhere === undefined ? undefined : html`<p><strong>It ran ${elsewhere}.</strong></p>`}${result === undefined ? undefined : html`<p>${outcomeTag(result.outcome)} ${comparisonText(job)}</p>`}
${facts(
  ['Because', result?.because.join('; ')],
  [
    'Output',
    result === undefined || result.testedBy !== undefined
      ? undefined
      : `${plural(result.lines.stdout, 'line')} on stdout, ${result.lines.stderr} on stderr${result.incomplete ? ', incomplete' : ''}`,
  ],
  ...hiddenTexts(result).map((text): [string, Html] => ['Hidden difference', html`<pre>${text}</pre>`]),
  ['First error', failure === undefined ? undefined : firstErrorOf(failure)],
  ['Where it failed', failure === undefined ? undefined : placeOf(failure)],
  ['Advice', failure?.advice],
  ['Allowed because', job.state === 'awaiting_verdict' ? job.allowance : undefined],
  ['Tested by', result?.testedBy === undefined ? undefined : personName(result.testedBy, state, rules)],
  ['What was seen', result?.manualRecord === undefined ? undefined : said(result.manualRecord)],
)}
${wordsSaid(job, state, rules)}
<ul>${job.runs.map((one) => html`<li>Attempt ${one.attempt} on ${one.backend} at ${shortSha(ranAt(one))}: ${runEnd(one, when)}</li>`)}</ul>`;
}

/** R13. */
export function wordsSaid(job: Job, state: Requested & Tested, rules: Rules): Html {
  return html`${saidOfAudits(job, state, rules).map(({ label, text }) => html`<p><strong>${label}</strong></p>${said(text)}`)}`;
}

export function outcomeTag(outcome: 'succeeded' | 'unclear' | 'failed'): Html {
  return tag(outcomeLabels[outcome], outcome === 'succeeded' ? 'good' : outcome === 'failed' ? 'bad' : 'wait');
}

export function runEnd(run: Run, when: When): Html {
  switch (run.state) {
    case 'done':
      return html`${outcomeLabels[run.result.outcome].toLowerCase()} after ${durationText(run.endedAt - run.startedAt)}, ${moment(run.endedAt, when)}`;
    case 'failed':
      return html`failed${run.result.failure === undefined ? undefined : ` (${run.result.failure.class.replaceAll('_', ' ')})`}, ${moment(run.endedAt, when)}`;
    case 'cancelled':
      return html`stopped ${moment(run.endedAt, when)}: ${cancelLabels[run.reason]}`;
    case 'lost':
      return html`lost ${moment(run.endedAt, when)}: ${maskAddresses(run.why)}`;
    case 'executing':
    case 'finalizing':
      return html`${run.cancelling === undefined ? 'running' : 'being stopped'} since ${moment(run.startedAt, when)}`;
    case 'pending':
    case 'preparing':
      return html`${run.cancelling === undefined ? 'about to start' : 'being stopped'}, asked for ${moment(run.intendedAt, when)}`;
  }
}

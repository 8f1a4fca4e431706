import { lastRun, type Job } from '#contexts/plans/domain/job/state.ts';
import { resultOf, type Run } from '#contexts/operations/domain/run/state.ts';
import { ranAt } from '#contexts/plans/domain/job/evidence-of.ts';
import { isTestByHand } from '#contexts/plans/domain/job/by-hand.ts';
import { nameOfStep, personName } from '#products/rehearsal/pages/about.ts';
import { comparisonText, fourFacts } from '#products/rehearsal/pages/four-facts.ts';
import { placeOf } from '#contexts/operations/pages/failure.ts';
import { hiddenTexts } from '#contexts/operations/pages/judged.ts';
import { roleLabels } from '#contexts/intake/domain/choices.ts';
import { cancelLabels, outcomeLabels } from '#contexts/operations/pages/labels.ts';
import { facts, heading, list, quote, row, text, type Block } from '#contexts/telling/pages/mails/blocks.ts';
import type { Writing } from '#products/rehearsal/pages/mails/mail-input.ts';
import { otherwiseRan } from '#products/rehearsal/pages/ran-elsewhere.ts';
import { saidOfAudits } from '#products/rehearsal/pages/words.ts';
import { ended, maskAddresses, shortSha } from '#html/text.ts';
import { durationText } from '#html/times.ts';

export function jobOf({ state, step, question }: Writing): Job | undefined {
  const wanted = step ?? question?.step;
  return state.jobs.find((job) => job.step === wanted);
}

/** Outcome and why, counts, first error, attempts, advice; never the output itself (R12). */
export function evidenceOf(job: Job, { state, rules }: Writing): Block[] {
  const run = lastRun(job);
  const result = resultOf(run);
  const { failure, manualRecord, testedBy } = result ?? {};
  return [
    heading(isTestByHand(job) ? 'Test by hand' : `${nameOfStep(state.submission, job.step)}, ${roleLabels[job.ask.role].toLowerCase()}`),
    facts(
      row('Outcome', result === undefined ? 'nothing to judge yet' : outcomeLabels[result.outcome]),
      row('Where it ran', run === undefined ? undefined : (otherwiseRan(run, state) ?? `at commit ${shortSha(run.sha)}`)),
      row('Because', result?.because.join('; ')),
      row('Comparison', result === undefined ? undefined : comparisonText(job)),
      ...hiddenTexts(result).map((text) => row('Hidden difference', text)),
      row(
        'Output',
        result === undefined || testedBy !== undefined
          ? undefined
          : `${result.lines.stdout} on stdout, ${result.lines.stderr} on stderr${result.incomplete ? ', incomplete' : ''}`,
      ),
      row('Tested by', testedBy === undefined ? undefined : personName(testedBy, state, rules)),
      row('First error', failure === undefined ? undefined : maskAddresses(failure.firstError)),
      row('Where it failed', failure === undefined ? undefined : placeOf(failure)),
      row('Advice', failure?.advice),
      row('Why it may still be acceptable', job.state === 'awaiting_verdict' ? job.allowance : undefined),
    ),
    ...saidOfAudits(job, state, rules).map(({ label, text: words }) => quote(label, words)),
    ...(manualRecord === undefined ? [] : [quote('What was seen', manualRecord)]),
    ...list(job.runs.map(attemptText)),
  ];
}

/** The one line that most verdicts hang on. */
export function outcomeOf(job: Job, { state }: Writing): Block {
  const run = lastRun(job);
  const result = resultOf(run);
  if (result === undefined) return text('There is nothing to judge yet.');
  const why = result.because.length > 0 ? ended(maskAddresses(result.because.join('; '))) : comparisonText(job);
  const elsewhere = run === undefined ? undefined : otherwiseRan(run, state);
  return text(`${outcomeLabels[result.outcome]}: ${why}${elsewhere === undefined ? '' : ` It ran ${elsewhere}.`}`);
}

export function fourFactsOf(job: Job, { state, rules }: Writing): Block[] {
  return list(
    fourFacts(job, state, rules).map(
      ({ fact, there, why }) => `${there ? '✓' : '✗'} ${fact}: ${there ? 'there' : 'missing'}. ${ended(maskAddresses(why))}`,
    ),
  );
}

function attemptText(run: Run): string {
  return ended(`Attempt ${run.attempt} on ${run.backend} at ${shortSha(ranAt(run))}: ${endOf(run)}`);
}

function endOf(run: Run): string {
  switch (run.state) {
    case 'done':
      return `ended after ${durationText(run.endedAt - run.startedAt)}, ${outcomeLabels[run.result.outcome].toLowerCase()}`;
    case 'failed':
      return `failed${run.result.failure === undefined ? '' : ` (${run.result.failure.class.replaceAll('_', ' ')})`}`;
    case 'cancelled':
      return `stopped, ${cancelLabels[run.reason]}`;
    case 'lost':
      return `lost, ${maskAddresses(run.why)}`;
    case 'pending':
    case 'preparing':
    case 'executing':
    case 'finalizing':
      return run.cancelling === undefined ? 'not over yet' : 'being stopped';
  }
}

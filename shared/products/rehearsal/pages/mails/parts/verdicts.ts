import { lastRun, type Job } from '#contexts/plans/domain/job/state.ts';
import { judgedBy, needsOverride, type Judged } from '#products/rehearsal/domain/judgements.ts';
import { ranWithoutFailures, resultOf } from '#contexts/operations/domain/run/state.ts';
import { nameOfStep, personName } from '#products/rehearsal/pages/about.ts';
import { comparisonText } from '#products/rehearsal/pages/four-facts.ts';
import { roleLabels } from '#contexts/intake/domain/choices.ts';
import { outcomeLabels } from '#contexts/operations/pages/labels.ts';
import { facts, heading, list, row, text, type Block } from '#contexts/telling/pages/mails/blocks.ts';
import type { Writing } from '#products/rehearsal/pages/mails/mail-input.ts';
import { otherwiseRan } from '#products/rehearsal/pages/ran-elsewhere.ts';
import { maskAddresses, plural, ended } from '#html/text.ts';

/** The jobs of a mail that asks for several verdicts; none in any other mail. */
export function jobsTogether({ state, question }: Writing): Judged[] {
  return question?.kind === 'verdicts' ? judgedBy(state, question).filter((one) => one.question.state === 'open') : [];
}

/** What the links are for, before them; then each job in a few lines. */
export function summaryOf(judged: readonly Judged[]): Block[] {
  const good = judged.filter(({ job }) => ranWithoutFailures(lastRun(job)) && !needsOverride(job)).length;
  const differs = judged.filter(({ job }) => ranWithoutFailures(lastRun(job)) && needsOverride(job)).length;
  const failed = judged.length - good - differs;
  const counts = [
    `${good} as expected`,
    ...(differs === 0 ? [] : [`${differs} with different output`]),
    ...(failed === 0 ? [] : [`${failed} failed`]),
  ];
  return [
    text(`${plural(judged.length, 'job')}: ${counts.join(', ')}.`),
    text(
      'Each link opens one page with all of them. There you decide on each job by itself; you can leave some open and will be asked again.',
    ),
  ];
}

export function eachOf(judged: readonly Judged[], writing: Writing): Block[] {
  return judged.flatMap(({ job }) => [
    heading(`${job.index + 1}. ${nameOfStep(writing.state.submission, job.step)}, ${roleLabels[job.ask.role]}`),
    ...resultBlocks(job, writing),
  ]);
}

function resultBlocks(job: Job, { state, rules }: Writing): Block[] {
  const result = resultOf(lastRun(job));
  if (result === undefined) return [text('There is nothing to judge yet.')];
  const first = job.state === 'awaiting_verdict' ? job.firstApproval : undefined;
  const run = lastRun(job);
  return [
    facts(
      row('Outcome', outcomeLabels[result.outcome]),
      row('Where it ran', run === undefined ? undefined : otherwiseRan(run, state)),
      row('Because', result.because.length === 0 ? undefined : maskAddresses(result.because.join('; '))),
      row('Comparison', comparisonText(job)),
      row(
        'Output',
        result.testedBy === undefined
          ? `${result.lines.stdout} on stdout, ${result.lines.stderr} on stderr${result.incomplete ? ', incomplete' : ''}`
          : undefined,
      ),
      row('First error', result.failure === undefined ? undefined : maskAddresses(result.failure.firstError)),
      row('Advice', result.failure?.advice),
      row('Why it may still be acceptable', job.state === 'awaiting_verdict' ? job.allowance : undefined),
      row(
        'One of two has approved',
        first === undefined ? undefined : ended(`${personName(first.by, state, rules)}: ${first.outcomeVerified}`),
      ),
    ),
  ];
}

/** One line for each. */
export function linesOf(jobs: readonly Job[], { state }: Writing): Block[] {
  return list(
    jobs.map((job) => {
      const result = resultOf(lastRun(job));
      return `${nameOfStep(state.submission, job.step)}: ${result === undefined ? 'no result' : outcomeLabels[result.outcome].toLowerCase()}. ${ended(comparisonText(job))}`;
    }),
  );
}

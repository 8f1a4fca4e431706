import { lastRun, type Job } from '#contexts/plans/domain/job/state.ts';
import { resultOf, type RunResult } from '#contexts/operations/domain/run/state.ts';
import { nameOfStep, personName, subjectOf } from '#products/rehearsal/pages/about.ts';
import { outcomeLabels } from '#contexts/operations/pages/labels.ts';
import { nextOf } from '#products/rehearsal/pages/mails/parts/after-run.ts';
import { evidenceOf, jobOf } from '#products/rehearsal/pages/mails/parts/evidence.ts';
import type { TemplateContent, Writing } from '#products/rehearsal/pages/mails/mail-input.ts';
import type { MailContent } from '#contexts/telling/pages/mails/content.ts';
import { statusLink } from '#products/rehearsal/pages/mails/parts.ts';
import { linesOf } from '#products/rehearsal/pages/mails/parts/verdicts.ts';
import { plural } from '#html/text.ts';

export const runFinished: TemplateContent<'run_finished'> = (writing) => {
  const { state, person, steps } = writing;
  if (steps !== undefined) return runsFinished(writing, steps);
  const job = jobOf(writing);
  const name = job === undefined ? 'a job' : nameOfStep(state.submission, job.step);
  const result = resultOf(job === undefined ? undefined : lastRun(job));
  if (job !== undefined && result?.testedBy !== undefined) return testedByHand(writing, job, result.outcome, result.testedBy);
  const outcome = result?.outcome;
  const word = outcome === undefined ? 'ended' : outcomeLabels[outcome].toLowerCase();
  return {
    what: `run ${word}`,
    first: `${person.name}, a run of ${name} (request ${state.id}) is over: ${word}.`,
    second: nextOf(writing),
    body: [...(job === undefined ? [] : evidenceOf(job, writing)), statusLink(writing)],
  };
};

/** N6: those whose verdicts are wanted together. */
function runsFinished(writing: Writing, steps: readonly string[]): MailContent {
  const { state, person } = writing;
  const jobs = state.jobs.filter(({ step }) => steps.includes(step));
  return {
    what: `${plural(steps.length, 'run')} finished`,
    first: `${person.name}, the runs of ${plural(steps.length, 'job')} (request ${state.id}) are over.`,
    second: 'No action is needed from you: an admin looks at the results and decides.',
    body: [...linesOf(jobs, writing), statusLink(writing)],
  };
}

/** A2. */
function testedByHand(writing: Writing, job: Job, outcome: RunResult['outcome'], by: string): MailContent {
  const { state, person, rules } = writing;
  const word = outcome === 'failed' ? 'did not pass' : 'passed';
  return {
    what: `test by hand ${word}`,
    first: `${person.name}, ${subjectOf(state.submission, job.step)} (request ${state.id}) ${word}; ${personName(by, state, rules)} recorded it.`,
    second: nextOf(writing),
    body: [...evidenceOf(job, writing), statusLink(writing)],
  };
}

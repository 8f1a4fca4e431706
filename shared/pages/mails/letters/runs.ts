import { lastRun, type Job } from '#domain/job/state.ts';
import { resultOf, type RunResult } from '#domain/run/state.ts';
import { nameOfStep, personName, subjectOf } from '#pages/about.ts';
import { outcomeLabels } from '#pages/labels.ts';
import { heading, text } from '#pages/mails/blocks.ts';
import { evidenceOf, jobOf } from '#pages/mails/letters/evidence.ts';
import { linesOf } from '#pages/mails/letters/verdicts.ts';
import type { Letter, Writing } from '#pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, byWhen, statusLink } from '#pages/mails/parts.ts';
import { listed, plural } from '#pages/text.ts';

export function runFinished(writing: Writing): Letter {
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
    first: `${person.name}, a run of ${name}, request ${state.id}, is over: ${word}.`,
    second: nextOf(writing),
    body: [...(job === undefined ? [] : evidenceOf(job, writing)), statusLink(writing)],
  };
}

/** N6: those whose verdicts are wanted together. */
function runsFinished(writing: Writing, steps: readonly string[]): Letter {
  const { state, person } = writing;
  const jobs = state.jobs.filter(({ step }) => steps.includes(step));
  return {
    what: `${plural(steps.length, 'run')} finished`,
    first: `${person.name}, the runs of ${plural(steps.length, 'job')}, request ${state.id}, are over.`,
    second: 'Nothing is asked of you by this mail: an admin looks at what came of them and decides.',
    body: [...linesOf(jobs, writing), statusLink(writing)],
  };
}

/** A2. */
function testedByHand(writing: Writing, job: Job, outcome: RunResult['outcome'], by: string): Letter {
  const { state, person, rules } = writing;
  const word = outcome === 'failed' ? 'did not pass' : 'passed';
  return {
    what: `test by hand ${word}`,
    first: `${person.name}, ${subjectOf(state.submission, job.step)}, request ${state.id}, ${word}: ${personName(by, state, rules)} recorded it.`,
    second: nextOf(writing),
    body: [...evidenceOf(job, writing), statusLink(writing)],
  };
}

/** R4: nobody can say what became of it. */
export function runLost(writing: Writing): Letter {
  const { state } = writing;
  const job = jobOf(writing);
  return {
    what: 'run lost',
    first: `Nobody can say what became of a run of ${job === undefined ? 'a job' : nameOfStep(state.submission, job.step)}, request ${state.id}; it counts as not passed.`,
    second: nextOf(writing),
    body: [...(job === undefined ? [] : evidenceOf(job, writing)), statusLink(writing)],
  };
}

/** R13. */
export function invalidData(writing: Writing): Letter {
  const { state, person } = writing;
  const job = jobOf(writing);
  const held = state.jobs
    .filter((other) => other.state === 'on_hold' && other.audit === job?.step)
    .map(({ step }) => nameOfStep(state.submission, step));
  return {
    what: 'invalid data found',
    first: `${person.name}, please say what happens with the data that ${job === undefined ? 'an audit' : nameOfStep(state.submission, job.step)} found: request ${state.id}.`,
    second: byWhen(writing),
    body: [
      text(
        `The audit ran well but found other than was expected.${held.length === 0 ? '' : ` On hold until this is answered: ${listed(held)} (${plural(held.length, 'job')}).`}`,
      ),
      text('Either the migration deals with this data, or the data was mended by hand and the audit runs again.'),
      ...actionsOf(writing),
      ...(job === undefined ? [] : evidenceOf(job, writing)),
      heading('The request'),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
}

function nextOf(writing: Writing): string {
  const job = jobOf(writing);
  switch (job?.state) {
    case 'awaiting_verdict':
      return 'Nothing is asked of you by this mail: an admin looks at the outcome and decides.';
    case 'waiting':
    case 'running':
      return 'Nothing is asked of you: it will run again.';
    case 'invalid_data_found':
      return 'You get a mail of its own that asks what happens with the data it found.';
    default:
      return 'Nothing is asked of you now.';
  }
}

import { dependants } from '#domain/job/graph.ts';
import type { Job } from '#domain/job/state.ts';
import { writes } from '#domain/job/word.ts';
import { nameOfStep, personName } from '#pages/about.ts';
import { heading, quote, text } from '#pages/mails/blocks.ts';
import { evidenceOf, jobOf } from '#pages/mails/letters/evidence.ts';
import type { Letter, Writing } from '#pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, byWhen, statusLink } from '#pages/mails/parts.ts';
import { listed } from '#pages/text.ts';

/** R13: for the contributor, who knows best what the data should look like. */
export function wordWanted(writing: Writing): Letter {
  const { state, person } = writing;
  const job = jobOf(writing);
  const name = nameOf(job, writing);
  return {
    what: 'your word on an audit is wanted',
    first: `${person.name}, please look at the result of ${name}, request ${state.id}: may ${waitingOf(job, writing)} start on it?`,
    second: byWhen(writing),
    body: [
      text(
        `An admin has approved the audit${approvedBy(job, writing)}. Nothing that writes starts on its result before you say so; the backup server is not held meanwhile.`,
      ),
      ...actionsOf(writing),
      ...(job?.state === 'approved' ? [quote('How the admin verified it', job.approval.outcomeVerified)] : []),
      ...(job === undefined ? [] : evidenceOf(job, writing)),
      text('The full output, expected beside actual, is on the status page.'),
      statusLink(writing),
      heading('The request'),
      aboutRequest(writing),
    ],
  };
}

/** For the admins, of whom nothing is asked. */
export function wordWaivable(writing: Writing): Letter {
  const { state, person } = writing;
  const job = jobOf(writing);
  return {
    what: 'the contributor’s word is awaited',
    first: `${person.name}, ${state.submission.contributor.name} is asked whether ${waitingOf(job, writing)} may start on the result of ${nameOf(job, writing)}, request ${state.id}.`,
    second:
      'Nothing is asked of you. If it cannot wait, it can go on without the contributor’s word, for a reason that stays on the record.',
    body: [
      ...actionsOf(writing),
      ...(job === undefined ? [] : evidenceOf(job, writing)),
      heading('The request'),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
}

function nameOf(job: Job | undefined, { state }: Writing): string {
  return job === undefined ? 'an audit' : nameOfStep(state.submission, job.step);
}

function waitingOf(job: Job | undefined, { state }: Writing): string {
  const next = job === undefined ? [] : dependants(state.jobs, job.step).filter(({ ask }) => writes(ask.role));
  return next.length === 0 ? 'what needs it' : listed(next.map(({ step }) => nameOfStep(state.submission, step)));
}

function approvedBy(job: Job | undefined, { state, rules }: Writing): string {
  return job?.state === 'approved' ? ` (${personName(job.approval.by, state, rules)})` : '';
}

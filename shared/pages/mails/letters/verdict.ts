import { isTestByHand } from '#domain/request/by-hand.ts';
import { nameOfStep, personName, subjectOf, titleOf } from '#pages/about.ts';
import { heading, text, type Block } from '#pages/mails/blocks.ts';
import { evidenceOf, fourFactsOf, jobOf, outcomeOf } from '#pages/mails/letters/evidence.ts';
import type { Letter, Writing } from '#pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, byWhen, statusLink } from '#pages/mails/parts.ts';
import { jobStateLabels } from '#pages/labels.ts';
import { list } from '#pages/mails/blocks.ts';

export function verdictRequest(writing: Writing): Letter {
  const { state, person } = writing;
  const job = jobOf(writing);
  const name = job === undefined ? titleOf(state.submission) : subjectOf(state.submission, job.step);
  return {
    what: 'verdict wanted',
    first: `${person.name}, you are asked for your verdict on ${name} by ${state.submission.contributor.name}, request ${state.id}.`,
    second: byWhen(writing),
    body: [
      ...(job === undefined ? [] : [outcomeOf(job, writing)]),
      ...actionsOf(writing),
      ...(job === undefined ? [] : [...evidenceOf(job, writing), heading('What “fully tested” needs'), ...fourFactsOf(job, writing)]),
      ...(job !== undefined && isTestByHand(job) ? [] : [text('The full output, expected beside actual, is on the status page.')]),
      statusLink(writing),
      ...others(writing),
      heading('The request'),
      aboutRequest(writing),
    ],
  };
}

/** A7: the same question, to those who have not answered it yet. */
export function secondApproval(writing: Writing): Letter {
  const { state, person, rules } = writing;
  const job = jobOf(writing);
  const first = job?.state === 'awaiting_verdict' ? job.firstApproval : undefined;
  const name = job === undefined ? titleOf(state.submission) : subjectOf(state.submission, job.step);
  const told = first === undefined ? 'One admin has approved' : `${personName(first.by, state, rules)} has approved`;
  return {
    ...verdictRequest(writing),
    what: 'second approval wanted, one of two given',
    first: `${person.name}, ${told} ${name}, request ${state.id}; it takes two admins, and you are asked to be the second.`,
  };
}

/** A5. */
export function verdictUndone(writing: Writing): Letter {
  const { state, person } = writing;
  const job = jobOf(writing);
  return {
    what: 'verdict undone',
    first: `${person.name}, the verdict on ${job === undefined ? titleOf(state.submission) : subjectOf(state.submission, job.step)}, request ${state.id}, was undone by the admin who gave it.`,
    second: 'Nothing is asked of you now: it waits for a verdict again.',
    body: [...others(writing), statusLink(writing)],
  };
}

function others({ state }: Writing): Block[] {
  if (state.jobs.length < 2) return [];
  return [
    heading('All jobs'),
    ...list(state.jobs.map((job) => `${nameOfStep(state.submission, job.step)}: ${jobStateLabels[job.state].toLowerCase()}`)),
  ];
}

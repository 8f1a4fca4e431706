import { isTestByHand } from '#domain/request/by-hand.ts';
import { nameOfStep, personName, subjectOf, titleOf } from '#pages/about.ts';
import { heading, text, type Block } from '#pages/mails/blocks.ts';
import { evidenceOf, fourFactsOf, jobOf, outcomeOf } from '#pages/mails/letters/evidence.ts';
import type { Letter, Writing } from '#pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, byWhen, statusLink } from '#pages/mails/parts.ts';
import { eachOf, jobsTogether, summaryOf } from '#pages/mails/letters/verdicts.ts';
import type { Judged } from '#domain/request/judgements.ts';
import { plural } from '#pages/text.ts';
import { jobStateLabels } from '#pages/labels.ts';
import { list } from '#pages/mails/blocks.ts';

export function verdictRequest(writing: Writing): Letter {
  const { state, person } = writing;
  const judged = jobsTogether(writing);
  if (judged.length > 0) return verdictsRequest(writing, judged);
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

/** All that ended together, with one code. */
function verdictsRequest(writing: Writing, judged: readonly Judged[]): Letter {
  const { state, person } = writing;
  const elsewhere = state.jobs.some((job) => !judged.some((one) => one.job === job));
  return {
    what: `${judged.length === 1 ? 'verdict' : `${judged.length} verdicts`} wanted`,
    first: `${person.name}, you are asked for your verdict on ${plural(judged.length, 'job')} by ${state.submission.contributor.name}, request ${state.id}.`,
    second: byWhen(writing),
    body: [
      ...summaryOf(judged),
      ...actionsOf(writing),
      ...eachOf(judged, writing),
      text('The full output, expected beside actual, is on the status page.'),
      statusLink(writing),
      ...(elsewhere ? others(writing) : []),
      heading('The request'),
      aboutRequest(writing),
    ],
  };
}

/** A7: the same question, to those who have not answered it yet. */
export function secondApproval(writing: Writing): Letter {
  const { state, person, rules } = writing;
  const judged = jobsTogether(writing);
  const half = judged.filter(({ job }) => job.state === 'awaiting_verdict' && job.firstApproval !== undefined);
  const job = jobOf(writing) ?? half[0]?.job;
  const first = job?.state === 'awaiting_verdict' ? job.firstApproval : undefined;
  const name =
    half.length > 1 ? plural(half.length, 'job') : job === undefined ? titleOf(state.submission) : subjectOf(state.submission, job.step);
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
  const { steps = [] } = writing;
  const one = job === undefined ? titleOf(state.submission) : subjectOf(state.submission, job.step);
  const several = steps.length > 1;
  return {
    what: several ? `${steps.length} verdicts undone` : 'verdict undone',
    first: `${person.name}, ${several ? `the verdicts on ${plural(steps.length, 'job')}` : `the verdict on ${one}`}, request ${state.id}, ${several ? 'were' : 'was'} undone by the admin who gave ${several ? 'them' : 'it'}.`,
    second: `Nothing is asked of you now: what an earlier mail said of ${several ? 'them' : 'it'} no longer holds, and ${several ? 'they wait' : 'it waits'} for a verdict again.`,
    body: [
      ...list(steps.map((step) => nameOfStep(state.submission, step))),
      ...others(writing),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
}

function others({ state }: Writing): Block[] {
  if (state.jobs.length < 2) return [];
  return [
    heading('All jobs'),
    ...list(state.jobs.map((job) => `${nameOfStep(state.submission, job.step)}: ${jobStateLabels[job.state].toLowerCase()}`)),
  ];
}

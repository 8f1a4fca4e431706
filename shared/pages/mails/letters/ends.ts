import { changeUrl, nameOfStep, personName, titleOf } from '#pages/about.ts';
import { heading, link, list, quote, text } from '#pages/mails/blocks.ts';
import { evidenceOf } from '#pages/mails/letters/evidence.ts';
import { productionOffer } from '#pages/mails/letters/production.ts';
import type { Letter, Writing } from '#pages/mails/mail-input.ts';
import { aboutRequest, statusLink } from '#pages/mails/parts.ts';
import { shortSha } from '#pages/text.ts';
import { instantText } from '#pages/times.ts';

/** A3. */
export function approved(writing: Writing): Letter {
  const { state, rules, when } = writing;
  const sha = state.headSha === undefined ? '' : `, ${shortSha(state.headSha)}`;
  const told =
    state.status === 'approved'
      ? `Approved by ${personName(state.approvedBy, state, rules)} on ${instantText(state.approvedAt, when.timeZone)}${sha}`
      : `Approved${sha}`;
  const jobs = state.jobs.flatMap((job) => {
    if (job.state !== 'approved') return [];
    const { by, outcomeVerified, sha: tested, first } = job.approval;
    const names = [...(first === undefined ? [] : [first.by]), by].map((id) => personName(id, state, rules)).join(' and ');
    return [`${nameOfStep(state.submission, job.step)} at ${shortSha(tested)} by ${names}: ${outcomeVerified}`];
  });
  return {
    what: 'approved',
    first: `${titleOf(state.submission)} (request ${state.id}) is fully tested. ${told}.`,
    second: `What comes next: the approval is written into the sheet, and the pull request may be merged at exactly this commit.`,
    body: [
      link('Code', changeUrl(state.submission)),
      heading('Approved jobs'),
      ...list(jobs),
      ...productionOffer(writing),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
}

/** A4: what went wrong, and the way back in. */
export function rejected(writing: Writing): Letter {
  const { state, rules, person, links } = writing;
  const by = state.status === 'rejected' ? ` by ${personName(state.rejectedBy, state, rules)}` : '';
  const failed = state.jobs.filter((job) => job.state === 'rejected');
  return {
    what: 'rejected',
    first: `${person.name}, your request ${state.id} (${titleOf(state.submission)}) was rejected${by}.`,
    second: 'What comes next: put right what is said below, then send it again; the form is filled in for you.',
    body: [
      ...(state.status === 'rejected' ? [quote('What went wrong', state.reason)] : []),
      link('Send it again', links.resubmit),
      ...failed.flatMap((job) => evidenceOf(job, writing)),
      text('What was still waiting was cancelled. Evidence of jobs that passed is kept.'),
      statusLink(writing),
    ],
  };
}

export function withdrawn(writing: Writing): Letter {
  const { state, links } = writing;
  const newer = state.status === 'withdrawn' ? state.supersededBy : undefined;
  if (newer !== undefined) return superseded(writing, newer);
  return {
    what: 'withdrawn',
    first: `Request ${state.id} (${titleOf(state.submission)}) by ${state.submission.contributor.name} was withdrawn by its contributor.`,
    second: 'Nothing more is asked of anybody; links in earlier mails no longer work.',
    body: [link('Ask again with the same answers', links.resubmit), statusLink(writing)],
  };
}

function superseded(writing: Writing, newer: string): Letter {
  const { state } = writing;
  return {
    what: 'replaced',
    first: `Request ${state.id} (${titleOf(state.submission)}) ends: request ${newer} took its place.`,
    second: 'What waited is cancelled and what ran is stopped; links in earlier mails no longer work.',
    body: [statusLink(writing)],
  };
}

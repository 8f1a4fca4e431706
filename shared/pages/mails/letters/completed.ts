import { changeUrl, nameOfStep, personName, titleOf } from '#pages/about.ts';
import { heading, link, list, text } from '#pages/mails/blocks.ts';
import { productionOffer } from '#pages/mails/letters/production.ts';
import type { Letter, Writing } from '#pages/mails/mail-input.ts';
import { aboutRequest, statusLink } from '#pages/mails/parts.ts';

/** A6. */
export function completed(writing: Writing): Letter {
  const { state, rules } = writing;
  const removes = state.status === 'completed' && state.why === 'only_removes';
  const jobs = state.jobs.flatMap((job) =>
    job.state === 'approved'
      ? [`${nameOfStep(state.submission, job.step)}, by ${personName(job.approval.by, state, rules)}: ${job.approval.outcomeVerified}`]
      : [],
  );
  return {
    what: 'completed',
    first: removes
      ? `Request ${state.id} (${titleOf(state.submission)}) is completed: its pull request does nothing but remove jobs, so there is nothing to test.`
      : `Request ${state.id} (${titleOf(state.submission)}) is completed: it has proved what it had to.`,
    second: removes
      ? 'What comes next: its status is green, and it may be merged like any other change. A new commit is looked at again.'
      : 'Nothing more is to be done: there is nothing to merge.',
    body: [
      link('Code', changeUrl(state.submission)),
      ...(jobs.length === 0 ? [] : [heading('Approved jobs'), ...list(jobs)]),
      ...productionOffer(writing),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
}

/** A6: thirty days after its release. */
export function leftOver(writing: Writing): Letter {
  const { state, person, note = '' } = writing;
  const release = writing.release ?? state.submission.targetRelease;
  return {
    what: 'please remove its files',
    first: `${person.name}, ${titleOf(state.submission)} (request ${state.id}) has been out for thirty days${release === undefined ? '' : `, with release ${release}`}, and its files are still there.`,
    second: 'A one-off job has done its work by now: please remove its files. A pull request that only removes jobs needs no test.',
    body: [
      heading('Still there'),
      ...list(note.split('\n').filter((line) => line !== '')),
      text('If it is meant to stay, nothing needs to be done; you are not reminded again.'),
      link('Code', changeUrl(state.submission)),
      statusLink(writing),
    ],
  };
}

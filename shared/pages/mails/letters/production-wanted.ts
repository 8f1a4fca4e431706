import { untold } from '#domain/request/production.ts';
import { nameOfStep, titleOf } from '#pages/about.ts';
import { list } from '#pages/mails/blocks.ts';
import type { LetterOf } from '#pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, statusLink } from '#pages/mails/parts.ts';
import { plural } from '#pages/text.ts';

/** So long after its release, to everybody who can tell. */
export const productionWanted: LetterOf<'production_wanted'> = (writing) => {
  const { state, person } = writing;
  const jobs = untold(state);
  return {
    what: 'did it run in production?',
    first: `${person.name}, ${titleOf(state.submission)} (request ${state.id}) is out${state.submission.targetRelease === undefined ? '' : `, with release ${state.submission.targetRelease}`}: what became of ${plural(jobs.length, 'job')} in production?`,
    second: 'One answer is enough, from whoever knows. A failure is told to everybody whom it concerns.',
    body: [
      ...list(jobs.map(({ step }) => nameOfStep(state.submission, step))),
      ...actionsOf(writing),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
};

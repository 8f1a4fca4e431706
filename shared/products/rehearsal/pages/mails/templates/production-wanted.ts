import { untold } from '#products/rehearsal/domain/production.ts';
import { nameOfStep, titleOf } from '#products/rehearsal/pages/about.ts';
import { list } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, statusLink } from '#products/rehearsal/pages/mails/parts.ts';
import { plural } from '#html/text.ts';

/** So long after its release, to everybody who can tell. */
export const productionWanted: TemplateContent<'production_wanted'> = (writing) => {
  const { state, person } = writing;
  const jobs = untold(state);
  return {
    what: 'did it run in production?',
    first: `${person.name}, ${titleOf(state.submission)} (request ${state.id}) was released${state.submission.targetRelease === undefined ? '' : ` with ${state.submission.targetRelease}`}: what happened to ${plural(jobs.length, 'job')} in production?`,
    second: 'Please answer if you know; one answer is enough. Everybody concerned is told of a failure.',
    body: [
      ...list(jobs.map(({ step }) => nameOfStep(state.submission, step))),
      ...actionsOf(writing),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
};

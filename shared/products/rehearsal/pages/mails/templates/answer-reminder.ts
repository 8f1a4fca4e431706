import { awaitedOf, brokenPromise, dueOf, nextOf, standOf, whatOf } from '#products/rehearsal/pages/mails/parts/clock.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, statusLink } from '#products/rehearsal/pages/mails/parts.ts';
import { eachOf, jobsTogether } from '#products/rehearsal/pages/mails/parts/verdicts.ts';

/** S2: for whoever can answer, with the links again. */
export const answerReminder: TemplateContent<'answer_reminder'> = (writing) => {
  const { state, person, clock } = writing;
  return {
    what: `${whatOf(writing)}, ${standOf(writing)}`,
    first: `${person.name}, an answer is still needed: ${awaitedOf(writing)} by ${state.submission.contributor.name}, request ${state.id}.`,
    second: dueOf(writing),
    body: [
      ...nextOf(writing),
      ...actionsOf(writing),
      ...brokenPromise(clock?.breachedAt),
      ...eachOf(jobsTogether(writing), writing),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
};

import { MANUAL_TEST } from '#contexts/plans/domain/job/by-hand.ts';
import { nameOfStep, titleOf } from '#products/rehearsal/pages/about.ts';
import { list, quote, text } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, byWhen, jobsAsked, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** A2. */
export const manualTest: TemplateContent<'manual_test'> = (writing) => {
  const { state, question, person } = writing;
  const { feature } = state.submission;
  const what =
    question?.step === undefined || question.step === MANUAL_TEST ? titleOf(state.submission) : nameOfStep(state.submission, question.step);
  return {
    what: 'please test by hand',
    first: `${person.name}, please test ${what} by hand on the backend ${state.backend} (request ${state.id}).`,
    second: byWhen(writing),
    body: [
      ...(feature === undefined
        ? []
        : [...list(feature.thirdPartyApis.map((api) => `Uses ${api}`)), quote('Steps of the test', feature.testSteps)]),
      text(
        'Follow the steps on the backend, then record what you saw: that is the evidence. A link to a screenshot or a recording helps. An admin gives the verdict afterwards.',
      ),
      ...actionsOf(writing),
      aboutRequest(writing),
      ...jobsAsked(writing),
      statusLink(writing),
    ],
  };
};

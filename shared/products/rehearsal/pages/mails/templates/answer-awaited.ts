import { isTestClock } from '#products/rehearsal/domain/clock-names.ts';
import { text } from '#contexts/telling/pages/mails/blocks.ts';
import { awaitedOf, brokenPromise, dueOf, nextOf, standOf, whatOf } from '#products/rehearsal/pages/mails/parts/clock.ts';
import type { TemplateContent, Writing } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** S2: for those who cannot answer, but should know: release coordinators first, at the breach the release team and the contributor. */
export const answerAwaited: TemplateContent<'answer_awaited'> = (writing) => {
  const { state, person, clock } = writing;
  return {
    what: `${whatOf(writing)}, ${standOf(writing)}`,
    first: `${person.name}, ${whoOwes(writing)} owes an answer: ${awaitedOf(writing)} by ${state.submission.contributor.name}, request ${state.id}.`,
    second: dueOf(writing),
    body: [
      ...nextOf(writing),
      text('No action is needed from you.'),
      ...brokenPromise(clock?.breachedAt),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
};

function whoOwes({ clock, state }: Writing): string {
  if (clock?.kind === 'word') return `${state.submission.contributor.name} (contributor)`;
  return clock !== undefined && isTestClock(clock) ? 'a tester or an admin' : 'an admin';
}

import { changeUrl, titleOf } from '#products/rehearsal/pages/about.ts';
import { heading, link, list, text } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** A6: thirty days after its release. */
export const leftOver: TemplateContent<'left_over'> = (writing) => {
  const { state, person, data } = writing;
  return {
    what: 'please remove its files',
    first: `${person.name}, ${titleOf(state.submission)} (request ${state.id}) was released thirty days ago, with release ${data.release}, and its files are still there.`,
    second: 'Please remove its files: a one-off job has done its work by now. A pull request that only removes jobs needs no test.',
    body: [
      heading('Still there'),
      ...list(data.files),
      text('If it is meant to stay, no action is needed; you will not be reminded again.'),
      link('Code', changeUrl(state.submission)),
      statusLink(writing),
    ],
  };
};

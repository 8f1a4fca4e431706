import { changeKey } from '#contexts/intake/domain/submission.ts';
import { changeUrl, titleOf } from '#products/rehearsal/pages/about.ts';
import { link, text } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** To whoever’s it was. */
export const takenOver: TemplateContent<'taken_over'> = (writing) => {
  const { state, person } = writing;
  const last = state.continued?.findLast(({ contributor }) => contributor !== undefined);
  const to = last === undefined ? '' : ` at ${changeKey(last.to)}`;
  return {
    what: 'another contributor takes over',
    first: `${person.name}, your request ${state.id} (${titleOf(state.submission)}) continues${to} with ${state.submission.contributor.name} and is theirs from now on.`,
    second: 'No further action is needed from you. The links and codes in your earlier mails no longer work.',
    body: [
      link('Its new pull request', changeUrl(state.submission)),
      text('If that is wrong, tell a server-jobs admin: they can move it to another pull request. You can still read its status page.'),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
};

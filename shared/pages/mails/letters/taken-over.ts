import { changeKey } from '#domain/intake/submission.ts';
import { changeUrl, titleOf } from '#pages/about.ts';
import { link, text } from '#pages/mails/blocks.ts';
import type { LetterOf } from '#pages/mails/mail-input.ts';
import { aboutRequest, statusLink } from '#pages/mails/parts.ts';

/** To whoever’s it was. */
export const takenOver: LetterOf<'taken_over'> = (writing) => {
  const { state, person } = writing;
  const last = state.continued?.findLast(({ contributor }) => contributor !== undefined);
  const to = last === undefined ? '' : ` at ${changeKey(last.to)}`;
  return {
    what: 'another contributor goes on with it',
    first: `${person.name}, your request ${state.id} (${titleOf(state.submission)}) goes on${to} with ${state.submission.contributor.name}, and is theirs from now on.`,
    second: 'Nothing more is asked of you, and the links and codes in your earlier mails no longer work.',
    body: [
      link('Its pull request now', changeUrl(state.submission)),
      text(
        'If that is wrong, tell a server-jobs admin: they can let it go on at another pull request. You can still read its status page.',
      ),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
};

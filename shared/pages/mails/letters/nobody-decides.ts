import { ableAdmins } from '#domain/request/authors.ts';
import { titleOf } from '#pages/about.ts';
import { text } from '#pages/mails/blocks.ts';
import type { LetterOf } from '#pages/mails/mail-input.ts';
import { aboutRequest, statusLink } from '#pages/mails/parts.ts';

/** G11. */
export const nobodyDecides: LetterOf<'nobody_decides'> = (writing) => {
  const { state, person, rules } = writing;
  const title = `${titleOf(state.submission)} (request ${state.id})`;
  const [able] = ableAdmins(rules.people, state);
  if (able !== undefined)
    return {
      what: 'a second admin is missing',
      first: `${person.name}, two server-jobs admins must approve ${title}, and only ${able.name} may: no author decides on their own change.`,
      second: 'Find somebody else: an operator adds another server-jobs admin to the settings, and the request goes on.',
      body: [
        text(`${able.name} can accept it, waive a gate of it and give the first of two approvals. The second cannot be given until then.`),
        aboutRequest(writing),
        statusLink(writing),
      ],
    };
  return {
    what: 'nobody can decide on it',
    first: `${person.name}, every server-jobs admin is an author of ${title}, and no author decides on their own change.`,
    second: 'Find somebody else: an operator adds another server-jobs admin to the settings, and the request goes on.',
    body: [
      text(
        'Nobody can accept it, waive a gate of it, or approve it until then. Whoever is added is asked by the next reminder, or when a mail is sent again from the status page.',
      ),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
};

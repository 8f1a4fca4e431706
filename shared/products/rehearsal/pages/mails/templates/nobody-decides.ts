import { ableAdmins } from '#contexts/gates/domain/authors.ts';
import { titleOf } from '#products/rehearsal/pages/about.ts';
import { text } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** G11. */
export const nobodyDecides: TemplateContent<'nobody_decides'> = (writing) => {
  const { state, person, rules } = writing;
  const title = `${titleOf(state.submission)} (request ${state.id})`;
  const [able] = ableAdmins(rules.people, state);
  if (able !== undefined)
    return {
      what: 'a second admin is missing',
      first: `${person.name}, two server-jobs admins must approve ${title}, and only ${able.name} may: nobody decides on their own change.`,
      second: 'Find another server-jobs admin and have an operator add them to the settings; the request then goes on.',
      body: [
        text(
          `Until then, ${able.name} can accept the request, waive one of its gates and give the first of the two approvals; nobody can give the second.`,
        ),
        aboutRequest(writing),
        statusLink(writing),
      ],
    };
  return {
    what: 'nobody may decide on it',
    first: `${person.name}, every server-jobs admin is an author of ${title}, and nobody may decide on their own change.`,
    second: 'Find another server-jobs admin and have an operator add them to the settings; the request then goes on.',
    body: [
      text(
        'Until then, nobody can accept the request, waive one of its gates or approve it. The new admin is asked by the next reminder, or when a mail is sent again from the status page.',
      ),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
};

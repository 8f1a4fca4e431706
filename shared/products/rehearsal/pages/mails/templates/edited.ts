import { titleOf } from '#products/rehearsal/pages/about.ts';
import { exchangeBlocks } from '#products/rehearsal/pages/exchanges.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { aboutRequest, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

/** Q2: the contributor gets it as a receipt, the admins as news. */
export const edited: TemplateContent<'edited'> = (writing) => {
  const { state, person, forTeam } = writing;
  const title = titleOf(state.submission);
  return {
    what: 'answers changed',
    first:
      forTeam === true
        ? `${person.name}, ${state.submission.contributor.name} has changed answers of request ${state.id} (${title}).`
        : `${person.name}, your changes to request ${state.id} (${title}) are recorded.`,
    second:
      forTeam === true
        ? 'No action is needed from you.'
        : 'No action is needed from you. To edit or withdraw the request, use the links below; those in earlier mails no longer work.',
    body: [...exchangeBlocks(writing), aboutRequest(writing), statusLink(writing)],
  };
};

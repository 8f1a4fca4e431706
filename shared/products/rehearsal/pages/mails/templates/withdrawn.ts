import { titleOf } from '#products/rehearsal/pages/about.ts';
import { link } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent, Writing } from '#products/rehearsal/pages/mails/mail-input.ts';
import type { MailContent } from '#contexts/telling/pages/mails/content.ts';
import { statusLink } from '#products/rehearsal/pages/mails/parts.ts';

export const withdrawn: TemplateContent<'withdrawn'> = (writing) => {
  const { state, links } = writing;
  const newer = state.status === 'withdrawn' ? state.supersededBy : undefined;
  if (newer !== undefined) return superseded(writing, newer);
  return {
    what: 'withdrawn',
    first: `Request ${state.id} (${titleOf(state.submission)}) by ${state.submission.contributor.name} was withdrawn by its contributor.`,
    second: 'No further action is needed. Links in earlier mails no longer work.',
    body: [link('Send it again with the same answers', links.resubmit), statusLink(writing)],
  };
};

function superseded(writing: Writing, newer: string): MailContent {
  const { state } = writing;
  return {
    what: 'replaced',
    first: `Request ${state.id} (${titleOf(state.submission)}) is closed: request ${newer} replaced it.`,
    second: 'Waiting jobs were cancelled and running ones stopped. Links in earlier mails no longer work.',
    body: [statusLink(writing)],
  };
}

import { titleOf } from '#products/rehearsal/pages/about.ts';
import { heading } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { openGatesNow, statusLink } from '#products/rehearsal/pages/mails/parts.ts';

export const gatesFailed: TemplateContent<'gates_failed'> = (writing) => {
  const { state, person } = writing;
  return {
    what: 'something needs fixing',
    first: `${person.name}, request ${state.id} (${titleOf(state.submission)}) cannot be reviewed yet: see below what to do.`,
    second: 'The gates are checked again automatically; when the last one passes, an admin is asked to review the request.',
    body: [heading('Still open'), ...openGatesNow(writing), statusLink(writing)],
  };
};

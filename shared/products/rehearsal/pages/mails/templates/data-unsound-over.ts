import { link } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { minuteText } from '#products/rehearsal/pages/mails/parts/since.ts';

/** B8. */
export const dataUnsoundOver: TemplateContent<'data_unsound_over'> = ({ person, data: { backend, since, asked }, links }) => {
  const told = asked ? `the data of ${backend} passed its check` : `nobody checks the data of ${backend} any more`;
  return {
    what: asked ? 'a check of data passed again' : 'data is not checked any more',
    about: { id: 'data', name: told },
    first: `${person.name}, ${told}; it had failed since ${minuteText(since)}.`,
    second: asked
      ? 'No action is needed from you.'
      : 'Whether it is sound is not known. Switch the probes on again when that should be known.',
    body: [link('Board', links.board)],
  };
};

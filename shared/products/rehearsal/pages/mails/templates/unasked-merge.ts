import { link, text } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { shortSha } from '#html/text.ts';

/** N5: nobody had even asked for a rehearsal. */
export const unaskedMerge: TemplateContent<'unasked_merge'> = ({ person, data, links }) => {
  const merged = `${data.pullRequest} at ${shortSha(data.sha)}`;
  return {
    what: 'MERGED UNTESTED',
    about: { id: 'pull request', name: merged },
    first: `${person.name}, a pull request that changes jobs was merged without anybody having asked for a test: ${merged}.`,
    second: 'Revert it, or make sure that its jobs do not run in production before they have been tested.',
    body: [text('A revert that only removes jobs needs no test.'), link('Board', links.board)],
  };
};

import { heading } from '#pages/mails/blocks.ts';
import type { LetterOf } from '#pages/mails/mail-input.ts';
import { countOf, cutoffIn, linesTold, requests, whereToLook } from '#pages/mails/parts/release-notices.ts';
import { momentText } from '#pages/times.ts';

/** C6: the date was changed when it was too late for those that had moved. */
export const cutoffMoved: LetterOf<'cutoff_moved'> = (writing) => {
  const { release, lines } = writing.data;
  const [cutoff, count] = [cutoffIn(writing.rules, release), countOf(lines)];
  return {
    what: 'cutoff moved',
    about: { id: `release ${release}`, name: `${requests(count)} had moved on` },
    first: `The cutoff of release ${release} is now ${cutoff === undefined ? 'another' : momentText(cutoff, writing.when)}, but it had been cut before; ${requests(count)} had moved on by then.`,
    second: 'They stay where they are: nothing is moved back by itself. To take one in again, defer it to this release.',
    body: [heading('What had moved'), ...linesTold(lines), ...whereToLook(writing)],
  };
};

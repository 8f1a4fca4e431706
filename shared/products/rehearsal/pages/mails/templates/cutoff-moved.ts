import { heading } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { countOf, cutoffIn, linesTold, requests, whereToLook } from '#products/rehearsal/pages/mails/parts/release-notifications.ts';
import { momentText } from '#html/times.ts';

/** C6: the date was changed when it was too late for those that had moved. */
export const cutoffMoved: TemplateContent<'cutoff_moved'> = (writing) => {
  const { release, lines } = writing.data;
  const [cutoff, count] = [cutoffIn(writing.rules, release), countOf(lines)];
  return {
    what: 'cutoff moved',
    about: { id: `release ${release}`, name: `${requests(count)} had moved` },
    first: `The cutoff of release ${release} was changed${cutoff === undefined ? '' : ` to ${momentText(cutoff, writing.when)}`} after the release had been cut; by then ${requests(count)} had moved to the next release.`,
    second: 'They stay there: nothing is moved back automatically. To bring one back, defer it to this release.',
    body: [heading('What was moved'), ...linesTold(lines), ...whereToLook(writing)],
  };
};

import { heading } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { countOf, cutoffIn, linesTold, requests, whereToLook } from '#products/rehearsal/pages/mails/parts/release-notifications.ts';
import { distanceText, momentText } from '#html/times.ts';

/** C3: what is still missing, while there is time. */
export const cutoffWarning: TemplateContent<'cutoff_warning'> = (writing) => {
  const { release, lines } = writing.data;
  const [cutoff, count] = [cutoffIn(writing.rules, release), countOf(lines)];
  const inTime = cutoff === undefined ? 'soon' : distanceText(cutoff, writing.when.now);
  const whose = writing.forTeam === true ? `${requests(count)} for it` : `${requests(count)} of yours`;
  return {
    what: `cut ${inTime}`,
    about: { id: `release ${release}`, name: `${requests(count)} not ready` },
    first: `Release ${release} is cut ${cutoff === undefined ? 'soon' : momentText(cutoff, writing.when)}, and ${whose} ${count === 1 ? 'is' : 'are'} not fully tested.`,
    second: 'A request that is not approved by then moves to the next release; an essential one blocks this release.',
    body: [heading('What is missing'), ...linesTold(lines), ...whereToLook(writing)],
  };
};

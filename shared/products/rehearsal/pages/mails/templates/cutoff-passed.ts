import { heading } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { countOf, cutoffIn, linesTold, requests, whereToLook } from '#products/rehearsal/pages/mails/parts/release-notifications.ts';
import { instantText } from '#html/times.ts';

/** C4: how the cut went. */
export const cutoffPassed: TemplateContent<'cutoff_passed'> = (writing) => {
  const { release, lines, blocking } = writing.data;
  const [cutoff, count] = [cutoffIn(writing.rules, release), countOf(lines)];
  const when = cutoff === undefined ? '' : ` ${instantText(cutoff, writing.when.timeZone)}`;
  return {
    what: blocking > 0 && writing.forTeam === true ? 'cut, and blocked' : 'cut',
    about: { id: `release ${release}`, name: `${requests(count)} not in it` },
    first: `Release ${release} was cut${when}; ${requests(count)} ${writing.forTeam === true ? '' : 'of yours '}${count === 1 ? 'was' : 'were'} not fully tested by then.`,
    second: secondLine(blocking, writing.forTeam === true),
    body: [heading('What was not ready'), ...linesTold(lines), ...whereToLook(writing)],
  };
};

function secondLine(blocking: number, forTeam: boolean): string {
  if (blocking === 0) return 'They moved to the next release. Nothing is lost, and their tests go on.';
  return forTeam
    ? `Wait for the first ${blocking === 1 ? 'one' : `${blocking}`} below, or defer ${blocking === 1 ? 'it' : 'them'}: ${blocking === 1 ? 'it is' : 'they are'} essential and ${blocking === 1 ? 'blocks' : 'block'} the release.`
    : 'An essential request blocks the release. The release team has been told and decides.';
}

import { countsText } from '#contexts/calendar/domain/report.ts';
import type { SomeLines } from '#products/rehearsal/domain/mail/release-lines.ts';
import { heading, link, type Block } from '#contexts/telling/pages/mails/blocks.ts';
import type { TemplateContent } from '#products/rehearsal/pages/mails/mail-input.ts';
import { countOf, linesTold } from '#products/rehearsal/pages/mails/parts/release-notifications.ts';

/** C5: the report, for the release team. */
export const releaseReport: TemplateContent<'release_report'> = ({ data, links }) => {
  const { release, report, counts } = data;
  const { blocking } = counts;
  return {
    what: blocking > 0 ? `cut, blocked by ${blocking}` : 'cut',
    about: { id: `release ${release}`, name: countsText(counts) },
    first: `Release ${release} was cut: ${countsText(counts)}.`,
    second: secondOfReport(blocking, report),
    body: [
      ...part('Blocking', data.blocking),
      ...part('Missed', data.missed),
      ...part('Ready', data.ready),
      ...part('Breaches', data.breaches),
      link('The whole report', links.report),
      link('Board', links.board),
    ],
  };
};

function part(name: string, lines: SomeLines): Block[] {
  return countOf(lines) === 0 ? [] : [heading(name), ...linesTold(lines)];
}

function secondOfReport(blocking: number, report: number): string {
  const newer = report > 1 ? `This is version ${report} of the report; earlier versions stay as they were published. ` : '';
  if (blocking === 0) return `${newer}Nothing blocks the release.`;
  return `${newer}Wait for ${blocking === 1 ? 'the one essential request that is' : `the ${blocking} essential requests that are`} not ready, or defer ${blocking === 1 ? 'it' : 'them'}.`;
}

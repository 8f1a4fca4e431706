import { append } from '#domain/lists.ts';
import { heading, link, list, type Block } from '#pages/mails/blocks.ts';
import type { LetterOf } from '#pages/mails/mail-input.ts';
import { told } from '#pages/mails/parts/release-notices.ts';

/** C5: the report, for the release team. */
export const releaseReport: LetterOf<'release_report'> = (writing) => {
  const { release, items } = told(writing);
  const [counts = '', ...lines] = items;
  const { report = 1, links } = writing;
  const blocking = Number(/(\d+) blocking/.exec(counts)?.[1] ?? 0);
  return {
    what: blocking > 0 ? `cut, blocked by ${blocking}` : 'cut',
    about: { id: `release ${release}`, name: counts },
    first: `Release ${release} was cut: ${counts}.`,
    second: secondOfReport(blocking, report),
    body: [...sections(lines), link('The whole report', links.report), link('Board', links.board)],
  };
};

function secondOfReport(blocking: number, report: number): string {
  const newer = report > 1 ? `This is version ${report} of the report; what was published before stays as it was. ` : '';
  if (blocking === 0) return `${newer}Nothing blocks it.`;
  return `${newer}${blocking === 1 ? 'One essential request is' : `${blocking} essential requests are`} not ready: wait, or defer.`;
}

/** Lines that begin with `# ` are headings. */
function sections(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let items: string[] = [];
  for (const line of [...lines, '# ']) {
    if (!line.startsWith('# ')) items.push(line);
    else {
      append(blocks, [...list(items), ...(line === '# ' ? [] : [heading(line.slice(2))])]);
      items = [];
    }
  }
  return blocks;
}

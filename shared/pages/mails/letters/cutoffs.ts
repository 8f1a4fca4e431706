import { append } from '#domain/lists.ts';
import { heading, link, list, text, type Block } from '#pages/mails/blocks.ts';
import type { Notice, NoticeWriting } from '#pages/mails/mail-input.ts';
import { plural } from '#pages/text.ts';
import { distanceText, instantText, momentText } from '#pages/times.ts';

/** C3: what is still missing, while there is time. */
export function cutoffWarning(writing: NoticeWriting): Notice {
  const { release, cutoff, items, count } = told(writing);
  const inTime = cutoff === undefined ? 'soon' : distanceText(cutoff, writing.when.now);
  const whose = writing.forTeam === true ? `${requests(count)} for it` : `${requests(count)} of yours`;
  return {
    what: `cut ${inTime}`,
    about: { id: `release ${release}`, name: `${requests(count)} not ready` },
    first: `Release ${release} is cut ${cutoff === undefined ? 'soon' : momentText(cutoff, writing.when)}, and ${whose} ${count === 1 ? 'is' : 'are'} not fully tested.`,
    second: 'What is not approved before that instant moves to the next release; what is essential blocks this one.',
    body: [heading('What is missing'), ...list(items), ...whereToLook(writing)],
  };
}

/** C4: how the cut went. */
export function cutoffPassed(writing: NoticeWriting): Notice {
  const { release, cutoff, items, count } = told(writing);
  const blocking = items.filter((item) => / blocking; /.test(item)).length;
  const when = cutoff === undefined ? '' : ` ${instantText(cutoff, writing.when.timeZone)}`;
  return {
    what: blocking > 0 && writing.forTeam === true ? 'cut, and blocked' : 'cut',
    about: { id: `release ${release}`, name: `${requests(count)} not in it` },
    first: `Release ${release} was cut${when}; ${requests(count)} ${writing.forTeam === true ? '' : 'of yours '}${count === 1 ? 'was' : 'were'} not fully tested by then.`,
    second: secondLine(blocking, writing.forTeam === true),
    body: [heading('What was not ready'), ...list(items), ...whereToLook(writing)],
  };
}

function secondLine(blocking: number, forTeam: boolean): string {
  if (blocking === 0) return 'They moved on; nothing of them is lost, and their tests go on.';
  return forTeam
    ? `The first ${blocking === 1 ? 'one is' : `${blocking} are`} essential and ${blocking === 1 ? 'blocks' : 'block'} the release: wait for ${blocking === 1 ? 'it' : 'them'}, or defer.`
    : 'What is essential blocks the release: the release team was told, and decides.';
}

/** C5: the report, for the release team. */
export function releaseReport(writing: NoticeWriting): Notice {
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
}

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

/** C6: the date was changed when it was too late for those that had moved. */
export function cutoffMoved(writing: NoticeWriting): Notice {
  const { release, cutoff, items, count } = told(writing);
  return {
    what: 'cutoff moved',
    about: { id: `release ${release}`, name: `${requests(count)} had moved on` },
    first: `The cutoff of release ${release} is now ${cutoff === undefined ? 'another' : momentText(cutoff, writing.when)}, but it had been cut before; ${requests(count)} had moved on by then.`,
    second: 'They stay where they are: nothing is moved back by itself. To take one in again, defer it to this release.',
    body: [heading('What had moved'), ...list(items), ...whereToLook(writing)],
  };
}

function told({ release = '', note = '', rules }: NoticeWriting): {
  release: string;
  cutoff: number | undefined;
  items: string[];
  count: number;
} {
  const items = note.split('\n').filter((line) => line !== '');
  const more = /^and (\d+) more$/.exec(items.at(-1) ?? '')?.[1];
  const cutoff = rules.releases.find(({ name }) => name === release)?.hardCutoff;
  return { release, cutoff, items, count: more === undefined ? items.length : items.length - 1 + Number(more) };
}

function requests(count: number): string {
  return plural(count, 'request', 'requests');
}

function whereToLook({ forTeam, links }: NoticeWriting): Block[] {
  return forTeam === true
    ? [link('Board', links.board)]
    : [text('Each request has its own status page; the link is in the mails about it.')];
}

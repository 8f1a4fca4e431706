import { link, text, type Block } from '#pages/mails/blocks.ts';
import type { NoticeWriting } from '#pages/mails/mail-input.ts';
import { plural } from '#pages/text.ts';

export function told({ release = '', note = '', rules }: NoticeWriting): {
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

export function requests(count: number): string {
  return plural(count, 'request', 'requests');
}

export function whereToLook({ forTeam, links }: NoticeWriting): Block[] {
  return forTeam === true
    ? [link('Board', links.board)]
    : [text('Each request has its own status page; the link is in the mails about it.')];
}

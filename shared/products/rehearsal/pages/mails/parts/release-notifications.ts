import type { ReleaseLine, SomeLines } from '#products/rehearsal/domain/mail/release-lines.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Instant } from '#kernel/time.ts';
import { link, list, text, type Block } from '#contexts/telling/pages/mails/blocks.ts';
import type { NotificationWriting } from '#products/rehearsal/pages/mails/mail-input.ts';
import { plural } from '#html/text.ts';

/** Undefined for a release that is no longer in the settings. */
export function cutoffIn({ releases }: Rules, release: string): Instant | undefined {
  return releases.find(({ name }) => name === release)?.hardCutoff;
}

export function countOf({ shown, more }: SomeLines): number {
  return shown.length + more;
}

export function linesTold({ shown, more }: SomeLines): Block[] {
  return list([...shown.map(lineText), ...(more === 0 ? [] : [`and ${more} more`])]);
}

/** A line of an earlier version may be its words alone. */
function lineText({ requestId, title, what }: ReleaseLine): string {
  return what === '' ? title : `${requestId} ${title}: ${what}`;
}

export function requests(count: number): string {
  return plural(count, 'request', 'requests');
}

export function whereToLook({ forTeam, links }: NotificationWriting): Block[] {
  return forTeam === true
    ? [link('Board', links.board)]
    : [text('Each request has its own status page; the link is in the mails about it.')];
}

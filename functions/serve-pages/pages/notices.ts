import type { ServerResponse } from 'node:http';
import { listNotices, type LedgerCursor } from '#products/rehearsal/app/mail-ledger.ts';
import { isId } from '#contexts/access/ids.ts';
import { noticesPath } from '#doors/action-links.ts';
import type { PageSender } from '#doors/page-sender.ts';
import { noticesPage } from '#products/rehearsal/pages/notices-page.ts';
import type { Page } from '../page.ts';
import type { PageTools } from '../tools.ts';

export const notices: Page = { forOperators: ['/mails'], serve: showNotices };

/** N8, N10. `?after=<instant>/<key>`, as the page before gave it, for what is older. */
async function showNotices(
  { system, installation, timeZone }: PageTools,
  send: PageSender,
  url: URL,
  response: ServerResponse,
): Promise<void> {
  const [{ entries, next }, now] = await Promise.all([
    listNotices(system, cursorIn(url.searchParams.get('after') ?? '')),
    system.store.now(),
  ]);
  const nextUrl = next === undefined ? undefined : `/mails?after=${encodeURIComponent(`${next.value}/${next.id}`)}`;
  const { rules } = system;
  send(response, 200, noticesPage({ installation, rules, when: { now, timeZone }, entries, nextUrl, postUrl: noticesPath }));
}

function cursorIn(text: string): LedgerCursor | undefined {
  const [, value = '', id = ''] = /^(\d{1,16})\/(.+)$/.exec(text) ?? [];
  return isId('document', id) ? { value: Number(value), id } : undefined;
}

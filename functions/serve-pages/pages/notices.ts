import type { ServerResponse } from 'node:http';
import { listNotifications, type LedgerCursor } from '#products/rehearsal/app/mail-ledger.ts';
import { isId } from '#contexts/access/ids.ts';
import { noticesPath } from '#doors/action-links.ts';
import type { PageSender } from '../sending.ts';
import { notificationsPage } from '#contexts/telling/pages/notifications-page.ts';
import type { Page } from '../page.ts';
import type { PageDependencies } from '../dependencies.ts';

export const notices: Page = {
  guarded: { paths: ['/mails'], permission: 'mails.read' },
  navigation: { label: 'Mails', group: 'installation', place: 5 },
  serve: showNotifications,
};

/** N8, N10. `?after=<instant>/<key>`, as the page before gave it, for what is older. */
async function showNotifications(
  { system, timeZone }: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
): Promise<void> {
  const [{ entries, next }, now] = await Promise.all([
    listNotifications(system, cursorIn(url.searchParams.get('after') ?? '')),
    system.store.now(),
  ]);
  const nextUrl = next === undefined ? undefined : `/mails?after=${encodeURIComponent(`${next.value}/${next.id}`)}`;
  const { rules } = system;
  send(response, 200, notificationsPage({ rules, when: { now, timeZone }, entries, nextUrl, postUrl: noticesPath }));
}

function cursorIn(text: string): LedgerCursor | undefined {
  const [, value = '', id = ''] = /^(\d{1,16})\/(.+)$/.exec(text) ?? [];
  return isId('document', id) ? { value: Number(value), id } : undefined;
}

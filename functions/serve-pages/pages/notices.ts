import type { ServerResponse } from 'node:http';
import { listNotifications } from '#products/rehearsal/app/mail-ledger.ts';
import { cursorText, placeIn } from '#doors/cursors.ts';
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

/** N8, N10. `?after=`, as the page before gave it, for what is older. */
async function showNotifications(
  { system, timeZone, links }: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
): Promise<void> {
  const [{ entries, next }, now] = await Promise.all([
    listNotifications(system, placeIn(links, '/mails', url.searchParams.get('after'))),
    system.store.now(),
  ]);
  const nextUrl = next === undefined ? undefined : `/mails?after=${cursorText(links, '/mails', next)}`;
  const { rules } = system;
  send(response, 200, notificationsPage({ rules, when: { now, timeZone }, entries, nextUrl, postUrl: noticesPath }));
}

import type { ServerResponse } from 'node:http';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { noteSeen } from '../note-seen.ts';
import { readAudit } from '#contexts/access/app/audit/read.ts';
import { isId } from '#contexts/access/ids.ts';
import { auditPage } from '#contexts/access/pages/audit-page.ts';
import { auditAsked, auditListFilter } from '#contexts/access/pages/audit-filter.ts';
import { auditCursor } from '#doors/audit-address.ts';
import { readFilter } from '#html/filter/read.ts';
import { cursorText } from '#doors/cursors.ts';
import type { PageDependencies } from '../dependencies.ts';
import type { Page } from '../page.ts';
import type { PageSender } from '../sending.ts';

export const audit: Page = {
  guarded: { paths: ['/audit'], permission: 'audit.read', stale: 'who reads it is an entry of it, and it takes nothing away' },
  filter: auditListFilter,
  navigation: { label: 'Audit log', group: 'people', place: 5 },
  serve: showAudit,
};

const PAGE = 50;

/** W5, W8. `?after=`, as the page before gave it, for what is older. */
async function showAudit(
  { system, timeZone, links, newId }: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const asked = readFilter(auditListFilter, url.searchParams);
  const filter = auditAsked(asked.values);
  await noteSeen({ system, newId }, viewer, { how: 'page', url });
  const [page, now] = await Promise.all([
    readAudit(system.store, filter, { limit: PAGE, after: auditCursor(links, url.searchParams.get('after')) }),
    system.store.now(),
  ]);
  send(response, 200, auditPage({ ...page, next: cursorText(links, '/audit', page.next), filter, asked, when: { now, timeZone }, pathOf }));
}

/** Processes that have a page of their own. */
function pathOf({ kind, id }: { kind: string; id: string }): string | undefined {
  if (kind === 'request' && isId('request', id)) return `/requests/${id}`;
  return kind === 'account' && isId('slug', id) ? `/people/${id}` : undefined;
}

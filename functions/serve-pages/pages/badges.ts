import type { ServerResponse } from 'node:http';
import type { System } from '#products/rehearsal/app/system.ts';
import { isId } from '#contexts/access/ids.ts';
import { sendCached } from '#doors/send-cached.ts';
import { requestBadge, unknownBadge } from '#products/rehearsal/pages/request-badge.ts';
import { releaseBadge } from '#contexts/calendar/pages/release-badge.ts';
import { badgeSvg, type Badge } from '#html/badge.ts';
import type { Page } from '../page.ts';

export const badges: Page = { open: ['/badges/*'], serve: showBadge };

/** N9. `/badges/requests/<id>.svg`, `/badges/releases/<name>.svg`; open to everybody, so that any page can show one. */
async function showBadge({ system }: { system: System }, _send: unknown, url: URL, response: ServerResponse): Promise<void> {
  const badge = await badgeAt(system, url.pathname);
  sendCached(response, {
    status: badge === undefined ? 404 : 200,
    contentType: 'image/svg+xml; charset=utf-8',
    body: badgeSvg(badge ?? unknownBadge),
  });
}

async function badgeAt(system: System, path: string): Promise<Badge | undefined> {
  const [, kind, name = ''] = /^\/badges\/(requests|releases)\/([^/]{1,400})\.svg$/.exec(path) ?? [];
  if (kind === 'requests') {
    const document = isId('request', name) ? await system.store.get({ collection: 'requests', id: name }) : undefined;
    return document === undefined ? undefined : requestBadge(document.state);
  }
  const release = kind === 'releases' ? system.rules.releases.find((one) => encodeURIComponent(one.name) === name) : undefined;
  return release === undefined ? undefined : releaseBadge(release, await system.store.now());
}

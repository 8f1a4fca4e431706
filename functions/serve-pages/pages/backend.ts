import type { ServerResponse } from 'node:http';
import type { AskView } from '#contexts/access/pages/asking/ask-view.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { inSight } from '#contexts/access/app/in-sight.ts';
import { isId } from '#contexts/access/ids.ts';
import { requestPath } from '#doors/opened-request.ts';
import { readBackendPage, type BackendPage } from '#products/rehearsal/app/backends/read-backend-page.ts';
import { backendPage } from '#products/rehearsal/pages/backends/one-page.ts';
import { missingPage } from '#products/rehearsal/pages/error-page.ts';
import type { PageDependencies } from '../dependencies.ts';
import { here, offersFor, type Offer } from '../offers.ts';
import type { Page } from '../page.ts';
import type { PageSender } from '../sending.ts';

export const backend: Page = {
  guarded: { paths: ['/backends/:slug'], permission: 'backends.read', on: (url) => ({ backend: slugIn(url) }) },
  serve: showBackend,
};

async function showBackend(
  dependencies: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const { system, timeZone } = dependencies;
  const slug = slugIn(url);
  const found = isId('backend', slug) ? await readBackendPage(system, slug) : undefined;
  if (found === undefined) return send(response, 404, missingPage('such backend', ['/backends', 'All backends']));
  const { now, ...all } = found;
  const said = { ...all, tokens: inSight(viewer, 'tokens.read')({}) ? all.tokens : undefined };
  const offers = switchesOf(slug, found, offersFor(dependencies, viewer, here(url)));
  send(response, 200, backendPage({ slug, ...said, offers, requestUrl: (id) => `${requestPath}${id}`, when: { now, timeZone } }));
}

/** B2, B8. What can be switched as it stands now: nothing is offered that would change nothing. */
function switchesOf(slug: string, { state: { flags }, named, standing }: BackendPage, offer: Offer): AskView[] {
  const of = { backend: slug };
  const isProbed = standing.rows?.some(({ what }) => what === 'probe') === true;
  const inMaintenance = flags.maintenance !== undefined || flags.maintenance_detected !== undefined;
  return [
    ...(flags.pause === undefined && flags.draining === undefined ? [offer('backend_pause', of)] : [offer('backend_resume', of)]),
    ...(flags.draining === undefined ? [offer('backend_drain', of)] : []),
    ...(inMaintenance ? [offer('backend_maintenance_over', of)] : [offer('backend_maintenance', of)]),
    ...(isProbed && flags.probes_off === undefined ? [offer('backend_probe', of), offer('backend_probes', { ...of, probes: 'off' })] : []),
    ...(isProbed && flags.probes_off !== undefined ? [offer('backend_probes', { ...of, probes: 'on' })] : []),
    ...(named?.from === 'record' ? [offer('backend_remove', of)] : []),
  ];
}

function slugIn({ pathname }: URL): string {
  return pathname.split('/')[2] ?? '';
}

import type { ServerResponse } from 'node:http';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { requestPath } from '#doors/opened-request.ts';
import { inSight } from '#contexts/access/app/in-sight.ts';
import { readBackends } from '#products/rehearsal/app/backends/read-backends.ts';
import { backendsPage } from '#products/rehearsal/pages/backends/list-page.ts';
import type { PageDependencies } from '../dependencies.ts';
import { here, offersFor } from '../offers.ts';
import type { Page } from '../page.ts';
import type { PageSender } from '../sending.ts';

export const backends: Page = {
  guarded: { paths: ['/backends'], permission: 'backends.read', on: () => ({ anywhere: true }) },
  navigation: { label: 'Backends', group: 'backends', place: 1 },
  serve: showBackends,
};

async function showBackends(
  dependencies: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const { system, timeZone } = dependencies;
  const [rows, now] = await Promise.all([readBackends(system, inSight(viewer, 'backends.read')), system.store.now()]);
  const add = offersFor(dependencies, viewer, here(url))('backend_add', { kind: 'shared' });
  send(response, 200, backendsPage({ rows, add, requestUrl: (id) => `${requestPath}${id}`, when: { now, timeZone } }));
}

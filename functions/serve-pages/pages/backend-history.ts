import type { ServerResponse } from 'node:http';
import { readDays } from '#contexts/operations/app/listing/of-days.ts';
import { isId } from '#contexts/access/ids.ts';
import { historyDays, historyFilter, historyPage } from '#contexts/operations/pages/history.ts';
import { listingSources } from '#products/rehearsal/app/operate/operations.ts';
import { missingPage } from '#products/rehearsal/pages/error-page.ts';
import { readFilter } from '#html/filter/read.ts';
import type { Page } from '../page.ts';
import type { PageDependencies } from '../dependencies.ts';
import type { PageSender } from '../sending.ts';

export const backendHistory: Page = {
  guarded: { paths: ['/backends/:slug/history'], permission: 'operations.read', on: (url) => ({ backend: slugIn(url) }) },
  filter: historyFilter,
  serve: showHistory,
};

/** W7. `?days=1`, `7` or `30`. */
async function showHistory({ system, timeZone }: PageDependencies, send: PageSender, url: URL, response: ServerResponse): Promise<void> {
  const backend = slugIn(url);
  if (!isId('backend', backend)) return send(response, 404, missingPage('such backend', ['/backends', 'All backends']));
  const days = historyDays.find((one) => String(one) === readFilter(historyFilter, url.searchParams).values.days) ?? historyDays[1];
  const now = await system.store.now();
  const found = await readDays(listingSources(system), { backend, days, now });
  send(response, 200, historyPage({ backend, ...found, days, when: { now, timeZone } }));
}

function slugIn({ pathname }: URL): string {
  return pathname.split('/')[2] ?? '';
}

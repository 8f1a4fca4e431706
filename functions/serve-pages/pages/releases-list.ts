import { releaseList } from '#products/rehearsal/app/calendar/release-list.ts';
import { releasesPage } from '#contexts/calendar/pages/releases-page.ts';
import type { Page } from '../page.ts';

export const releasesList: Page = {
  guarded: { paths: ['/releases'], permission: 'releases.read' },
  navigation: { label: 'Releases', group: 'requests', place: 2 },
  async serve({ system, timeZone }, send, _url, response) {
    const now = await system.store.now();
    send(response, 200, releasesPage(await releaseList(system), { now, timeZone }));
  },
};

import { feedRef } from '#contexts/calendar/app/keep-revisions.ts';
import { cutoffFeed } from '#contexts/calendar/pages/feeds/cutoff-feed.ts';
import { feedPlace, sendFeed } from '../feed.ts';
import type { Page } from '../page.ts';

export const cutoffsFeed: Page = {
  open: ['/feeds/cutoffs.ics'],
  async serve(dependencies, _send, _url, response) {
    const { rules, store } = dependencies.system;
    const now = await store.now();
    sendFeed(response, cutoffFeed(rules, (await store.get(feedRef))?.revisions ?? [], feedPlace(dependencies), now));
  },
};

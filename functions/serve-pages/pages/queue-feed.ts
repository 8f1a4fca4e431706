import { readQueue } from '#products/rehearsal/app/read-queue.ts';
import { titleOf } from '#products/rehearsal/pages/about.ts';
import { queueFeed as feedOf } from '#contexts/backends/pages/queue-feed.ts';
import { feedPlace, sendFeed } from '../feed.ts';
import type { Page } from '../page.ts';

export const queueFeed: Page = {
  open: ['/feeds/queue.ics'],
  async serve(dependencies, _send, _url, response) {
    const now = await dependencies.system.store.now();
    const { slots, requests, left } = await readQueue(dependencies.system);
    const title = (id: string): string | undefined => {
      const found = requests.get(id);
      return found === undefined ? undefined : titleOf(found.state.submission);
    };
    sendFeed(response, feedOf({ slots, left }, title, feedPlace(dependencies), now));
  },
};

import type { ServerResponse } from 'node:http';
import { feedRef } from '#application/keep-revisions.ts';
import { readQueue } from '#application/read-queue.ts';
import type { System } from '#application/system.ts';
import { sendCached } from '#edge/send-cached.ts';
import { titleOf } from '#pages/about.ts';
import { errorPage } from '#pages/error-page.ts';
import { cutoffFeed, type FeedPlace } from '#pages/feeds/cutoff-feed.ts';
import { icsText, type IcsCalendar } from '#pages/feeds/ics.ts';
import { queueFeed } from '#pages/feeds/queue-feed.ts';
import type { PageSender } from '#edge/page-sender.ts';

export const feedPath = '/feeds/';

interface FeedTools {
  system: System;
  installation: string;
  publicUrl: string;
}

/** N7. `/feeds/cutoffs.ics` and `/feeds/queue.ics`: what the open board shows, for people's calendars. */
export async function showFeed(tools: FeedTools, send: PageSender, url: URL, response: ServerResponse): Promise<void> {
  const calendar = await feedAt(tools, url.pathname);
  if (calendar === undefined) return send(response, 404, errorPage(tools.installation, 404));
  sendCached(response, { contentType: 'text/calendar; charset=utf-8', body: icsText(calendar) });
}

async function feedAt({ system, installation, publicUrl }: FeedTools, path: string): Promise<IcsCalendar | undefined> {
  const place: FeedPlace = { installation, host: new URL(publicUrl).hostname, boardUrl: `${publicUrl}/board` };
  const now = await system.store.now();
  switch (path) {
    case '/feeds/cutoffs.ics':
      return cutoffFeed(system.rules, (await system.store.get(feedRef))?.revisions ?? [], place, now);
    case '/feeds/queue.ics': {
      const { slots, requests, left } = await readQueue(system);
      const title = (id: string): string | undefined => {
        const found = requests.get(id);
        return found === undefined ? undefined : titleOf(found.state.submission);
      };
      return queueFeed({ slots, left }, title, place, now);
    }
    default:
      return undefined;
  }
}

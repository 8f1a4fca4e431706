import type { ServerResponse } from 'node:http';
import { sendCached } from '#doors/send-cached.ts';
import type { FeedPlace } from '#contexts/calendar/pages/feeds/cutoff-feed.ts';
import { icsText, type IcsCalendar } from '#contexts/calendar/pages/feeds/ics.ts';
import type { PageDependencies } from './dependencies.ts';

export function feedPlace({ installation, publicUrl }: PageDependencies): FeedPlace {
  return { installation, host: new URL(publicUrl).hostname, boardUrl: `${publicUrl}/board` };
}

/** N7. What the open board shows, for people's calendars. */
export function sendFeed(response: ServerResponse, calendar: IcsCalendar): void {
  sendCached(response, { contentType: 'text/calendar; charset=utf-8', body: icsText(calendar) });
}

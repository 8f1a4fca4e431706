import type { Slot } from '#contexts/backends/domain/forecast/slots.ts';
import { MINUTE, type Instant } from '#kernel/time.ts';
import type { FeedPlace } from '#contexts/calendar/pages/feeds/cutoff-feed.ts';
import type { IcsCalendar } from '#contexts/calendar/pages/feeds/ics.ts';

/** Estimates are told in steps: a minute more or less is none that anybody plans by. */
const STEP = 5 * MINUTE;

/** N7: who has, and who is expected to have, which backend. Each look is a new revision: estimates move with the queue. */
export function queueFeed(
  { slots, left = 0 }: { slots: readonly Slot[]; /** So many wait behind these. */ left?: number },
  titleOf: (requestId: string) => string | undefined,
  place: FeedPlace,
  now: Instant,
): IcsCalendar {
  const revisedAt = Math.floor(now / STEP) * STEP;
  const sequence = Math.floor(revisedAt / STEP) - FIRST_STEP;
  const events = slots.map(({ requestId, backend, from, to, underWay }) => ({
    uid: `turn-${requestId}-${backend}@${place.host}`,
    revisedAt,
    sequence,
    from: underWay ? from : Math.ceil(from / STEP) * STEP,
    to: Math.max(Math.ceil(to / STEP) * STEP, Math.ceil(from / STEP) * STEP + STEP),
    summary: `${backend}: ${titleOf(requestId) ?? 'request'} (${requestId})${underWay ? '' : ', estimate'}`,
    description: underWay
      ? 'It has its turn; the end is an estimate.'
      : 'It waits for its turn; start and end are estimates from past turns.',
    url: place.boardUrl,
    tentative: !underWay,
  }));
  const rest = left > 0 ? `, and ${left} more that wait behind these` : '';
  return { name: `${place.installation}: turns on the backends${rest}`, refresh: 'PT15M', events };
}

const FIRST_STEP = Math.floor(Date.UTC(2026, 0, 1) / STEP);

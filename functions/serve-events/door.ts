import type { LinkSigner } from '#doors/action-links.ts';
import type { FeedDoor } from '#doors/feed.ts';
import type { WhoIs } from '#doors/who-is.ts';

export interface EventsDoor extends FeedDoor {
  whoIs: WhoIs;
  links: Pick<LinkSigner, 'parseStatus'>;
  /** Ms on the wall. */
  wall: () => number;
  /** How long one stream lasts, in ms on the wall: less than what the platform cuts. */
  lifetime: number;
}

/** How often whoever waits is asked anew who they are, in ms. */
export const RIGHTS_EVERY = 30_000;

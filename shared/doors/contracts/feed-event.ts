import { z } from 'zod';
import type { Instant } from '#kernel/time.ts';

export const eventsPath = '/api/v1/events';

/** P7. One commit of one process: that it happened, and nothing of what it was about. */
export interface FeedEvent {
  /** Stands behind this event: whoever names it hears what comes after. */
  cursor: string;
  /** When its commit was begun, by the store's clock, in ms since 1970. Events are in the order of the commits, which is another. */
  at: Instant;
  /** Of the process. */
  kind: string;
  id: string;
  /** Number of the command of this process. */
  version: number;
  command: string;
}

export interface FeedAnswer {
  events: FeedEvent[];
  /** To go on from. */
  cursor: string;
  /** What lies between is not known any more: what is shown has to be read anew. */
  reset: boolean;
}

/** Longest wait of a long poll, in seconds: what stands in front cuts an answer after 60. */
export const LONGEST_WAIT = 45;

/** What is asked of the feed: behind a cursor; since an instant of the store's clock, as pages say it; or, with neither, from now on. `page`: of a page that is opened by its own secret. */
export const feedQuery = z.strictObject({
  after: z.string().max(2_000).optional(),
  since: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  wait: z.coerce.number().min(0).default(0),
  page: z.string().max(300).optional(),
});

import { z } from 'zod';

export const eventsPath = '/api/v1/events';

/** P7. One commit of one process: that it happened, and nothing of what it was about. */
const feedEvent = z.object({
  cursor: z.string().describe('Stands behind this event: whoever names it hears what comes after.'),
  at: z
    .number()
    .int()
    .describe(
      'When its commit was begun, by the store’s clock, in ms since 1970. Events are in the order of the commits, which is another.',
    ),
  kind: z.string().describe('Of the process.'),
  id: z.string(),
  version: z.number().int().describe('Number of the command of this process.'),
  command: z.string(),
});

export const feedAnswer = z.object({
  events: z.array(feedEvent),
  cursor: z.string().describe('To go on from.'),
  reset: z.boolean().describe('What lies between is not known any more: what is shown has to be read anew.'),
});

export type FeedEvent = z.infer<typeof feedEvent>;
export type FeedAnswer = z.infer<typeof feedAnswer>;

/** Longest wait of a long poll, in seconds: what stands in front cuts an answer after 60. */
export const LONGEST_WAIT = 45;

/** What is asked of the feed: behind a cursor; since an instant of the store's clock, as pages say it; or, with neither, from now on. `page`: of a page that is opened by its own secret. */
export const feedQuery = z.strictObject({
  after: z.string().max(2_000).optional(),
  since: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  wait: z.coerce.number().min(0).default(0),
  page: z.string().max(300).optional(),
});

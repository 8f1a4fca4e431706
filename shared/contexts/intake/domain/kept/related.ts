import type { Instant } from '#kernel/time.ts';

/** I11. Another open request that is about the same pull request or job. */
export interface Related {
  requestId: string;
  /** What both are about, as subjects. */
  about: string[];
  /** Its code: `owner/repository#12`. */
  code: string;
  /** When it was sent, or came to this pull request (I19). */
  submittedAt: Instant;
  sameContributor: boolean;
}

import type { Submission, Warning } from '#contexts/intake/domain/submission.ts';
import type { Continued } from '#contexts/intake/domain/kept/continued.ts';
import type { EditRecord } from '#contexts/intake/domain/kept/edits.ts';
import type { Related } from '#contexts/intake/domain/kept/related.ts';
import type { Instant } from '#kernel/time.ts';

export type Via = 'webhook' | 'form' | 'schedule' | 'api';

/** O7. Which schedule it came by, and who made that: somebody else than the contributor may have. */
export interface Scheduled {
  schedule: string;
  madeBy: string;
}

/** What was asked for: the form, what was changed in it since, and what stands beside it. */
export interface Requested {
  via: Via;
  scheduled?: Scheduled;
  submission: Submission;
  warnings: Warning[];
  submittedAt: Instant;
  /** I11. Others about the same, as they were found; at most 20. */
  related?: Related[];
  /** Q2. What the contributor changed of their answers, and what stood there before. */
  edited?: EditRecord[];
  /** I19. When it went on at another pull request, oldest first. */
  continued?: Continued[];
}

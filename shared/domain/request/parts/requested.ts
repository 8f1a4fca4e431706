import type { Submission, Warning } from '#domain/intake/submission.ts';
import type { Continued } from '#domain/request/kept/continued.ts';
import type { EditRecord } from '#domain/request/kept/edits.ts';
import type { Related } from '#domain/request/kept/related.ts';
import type { Instant } from '#kernel/time.ts';

export type Via = 'webhook' | 'form';

/** What was asked for: the form, what was changed in it since, and what stands beside it. */
export interface Requested {
  via: Via;
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

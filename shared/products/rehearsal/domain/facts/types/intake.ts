import type { Instant } from '#kernel/time.ts';
import type { Submission, Warning } from '#contexts/intake/domain/submission.ts';
import type { MailEffect } from '#products/rehearsal/domain/mail/effect.ts';
import type { Scheduled, Via } from '#contexts/intake/domain/parts/requested.ts';
import type { Related } from '#contexts/intake/domain/kept/related.ts';

export type IntakeFact =
  | {
      fact: 'submitted';
      id: string;
      via: Via;
      scheduled?: Scheduled;
      submission: Submission;
      warnings: Warning[];
      backend: string;
      at: Instant;
    }
  | { fact: 'confirmed' }
  | { fact: 'related_found'; related: Related[] }
  | { fact: 'mail_ordered_again'; mail: string; effect: MailEffect }
  | { fact: 'contributor_forgotten'; at: Instant };

import type { Instant } from '#kernel/time.ts';
import type { Submission, Warning } from '#domain/intake/submission.ts';
import type { MailEffect } from '#domain/mail/effect.ts';
import type { Via } from '#domain/request/parts/requested.ts';
import type { Related } from '#domain/request/kept/related.ts';

export type IntakeFact =
  | { fact: 'submitted'; id: string; via: Via; submission: Submission; warnings: Warning[]; backend: string; at: Instant }
  | { fact: 'confirmed' }
  | { fact: 'related_found'; related: Related[] }
  | { fact: 'mail_ordered_again'; mail: string; effect: MailEffect }
  | { fact: 'contributor_forgotten'; at: Instant };

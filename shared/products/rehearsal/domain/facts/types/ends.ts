import type { Instant } from '#kernel/time.ts';
import type { WhyCompleted } from '#products/rehearsal/domain/parts/lifecycle.ts';

export type EndFact =
  | { fact: 'approved'; by: string; at: Instant }
  | { fact: 'completed'; why: WhyCompleted; at: Instant; by?: string }
  | { fact: 'rejected'; reason: string; by: string; at: Instant }
  | {
      fact: 'withdrawn';
      at: Instant;
      supersededBy?: string;
      /** I16. Nobody did it: the address was not confirmed in time. */ unconfirmed?: true;
    }
  | { fact: 'files_left_over'; release: string; at: Instant; files: string[] };

import type { Instant } from '#kernel/time.ts';
import type { Edits } from '#contexts/intake/domain/kept/edits.ts';

/** Up to its place in the queue. */
export type ReviewFact =
  | { fact: 'assigned'; to: string }
  | { fact: 'deferred'; release: string }
  | { fact: 'backend_chosen'; backend: string }
  | { fact: 'returned'; question: string }
  | {
      fact: 'contributor_answered';
      edits: Edits;
      /** The question, and when; entries of earlier versions say neither. */ question?: number;
      at?: Instant;
    }
  /** Q2. Without being asked. */
  | { fact: 'request_edited'; edits: Edits; at: Instant }
  | { fact: 'queued'; since: Instant };

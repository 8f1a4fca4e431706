import type { Instant } from '#domain/time.ts';
import { withEdits, type Edits } from '#domain/request/edits.ts';
import { answered, returned } from '#domain/request/evolve/review.ts';
import { checked } from '#domain/request/evolve/status.ts';
import { quiet, type FactKinds } from '#domain/request/fact-kind.ts';
import { toContributor } from '#domain/request/react/mail.ts';
import { tellEdited } from '#domain/request/react/questions.ts';
import { offer } from '#domain/request/react/turn.ts';

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

export const reviewFacts: FactKinds<ReviewFact> = {
  assigned: { ...quiet, evolve: (state, { to }) => ({ ...state, assignee: to }), react: () => toContributor('assigned') },
  deferred: {
    ...quiet,
    evolve: (state, { release }) => ({ ...state, submission: { ...state.submission, targetRelease: release } }),
    shown: 'sheet',
    events: () => [{ type: 'request.deferred' }],
  },
  backend_chosen: { ...quiet, evolve: (state, { backend }) => ({ ...state, backend }) },
  returned: { ...quiet, evolve: returned, shown: 'both', events: () => [{ type: 'request.returned' }] },
  contributor_answered: { ...quiet, evolve: answered, shown: 'both' },
  request_edited: { ...quiet, evolve: (state, { edits, at }) => withEdits(state, edits, { at }), react: tellEdited, shown: 'both' },
  queued: {
    evolve: (state, { since }) => ({ ...checked(state, 'queue'), queuedSince: since, status: 'queued' }),
    react: (_, { before, after }) => [...(before?.status === 'in_review' ? toContributor('accepted') : []), offer(after.backend)],
    shown: 'both',
    events: (_, { before }) => (before?.status === 'in_review' ? [{ type: 'request.accepted' }] : []),
  },
};

import { withEdits } from '#products/rehearsal/domain/edits.ts';
import { answered, returned } from '#products/rehearsal/domain/evolve/review.ts';
import { checked } from '#products/rehearsal/domain/evolve/status.ts';
import { quiet, type FactKinds } from '#products/rehearsal/domain/fact-kind.ts';
import { toContributor } from '#products/rehearsal/domain/react/mail.ts';
import { tellEdited } from '#products/rehearsal/domain/react/questions.ts';
import { offer } from '#products/rehearsal/domain/react/allocation.ts';
import type { ReviewFact } from '#products/rehearsal/domain/facts/types/review.ts';

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

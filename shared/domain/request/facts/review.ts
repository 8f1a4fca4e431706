import { withEdits } from '#domain/request/edits.ts';
import { answered, returned } from '#domain/request/evolve/review.ts';
import { checked } from '#domain/request/evolve/status.ts';
import { quiet, type FactKinds } from '#domain/request/fact-kind.ts';
import { toContributor } from '#domain/request/react/mail.ts';
import { tellEdited } from '#domain/request/react/questions.ts';
import { offer } from '#domain/request/react/turn.ts';
import type { ReviewFact } from '#domain/request/facts/types/review.ts';

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

import { checked } from '#products/rehearsal/domain/evolve/status.ts';
import { quiet, type FactKinds } from '#products/rehearsal/domain/fact-kind.ts';
import { tellWithdrawn } from '#products/rehearsal/domain/react/ends.ts';
import { remindOfFiles } from '#products/rehearsal/domain/react/left-over.ts';
import { RELEASE_TEAM } from '#contexts/access/domain/audience.ts';
import { toContributor, toRoles } from '#products/rehearsal/domain/react/mail.ts';
import type { EndFact } from '#products/rehearsal/domain/facts/types/ends.ts';

export const endFacts: FactKinds<EndFact> = {
  approved: {
    evolve: (state, { at, by }) => ({ ...checked(state, 'approve'), status: 'approved', approvedAt: at, approvedBy: by }),
    react: (_, { after, rules }) => [...toContributor('approved'), ...toRoles('approved', after, rules, RELEASE_TEAM)],
    shown: 'both',
    events: () => [{ type: 'request.approved' }],
  },
  completed: {
    evolve: (state, { why, at, by }) => ({
      ...checked(state, 'complete'),
      status: 'completed',
      why,
      completedAt: at,
      ...(by === undefined ? {} : { completedBy: by }),
    }),
    react: (_, { after, rules }) => [...toContributor('completed'), ...toRoles('completed', after, rules, RELEASE_TEAM)],
    shown: 'both',
    events: () => [{ type: 'request.completed' }],
  },
  rejected: {
    evolve: (state, { reason, at, by }) => ({
      ...checked(state, 'reject'),
      status: 'rejected',
      reason,
      rejectedAt: at,
      rejectedBy: by,
    }),
    react: () => toContributor('rejected'),
    shown: 'both',
    events: () => [{ type: 'request.rejected' }],
  },
  withdrawn: {
    evolve: (state, { at, supersededBy, unconfirmed }) => ({
      ...checked(state, 'withdraw'),
      status: 'withdrawn',
      withdrawnAt: at,
      ...(supersededBy === undefined ? {} : { supersededBy }),
      ...(unconfirmed === undefined ? {} : { unconfirmed }),
    }),
    react: tellWithdrawn,
    shown: 'both',
    events: () => [{ type: 'request.withdrawn' }],
  },
  files_left_over: { ...quiet, evolve: (state) => state, react: remindOfFiles },
};

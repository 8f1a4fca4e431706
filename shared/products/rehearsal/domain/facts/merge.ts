import { quiet, type FactKinds } from '#products/rehearsal/domain/fact-kind.ts';
import { RELEASE_TEAM } from '#contexts/access/domain/audience.ts';
import { toContributor, toRoles } from '#products/rehearsal/domain/react/mail.ts';
import type { MergeFact } from '#products/rehearsal/domain/facts/types/merge.ts';

export const mergeFacts: FactKinds<MergeFact> = {
  merge_wanted: {
    ...quiet,
    evolve: (state, { sha }) => ({ ...state, merge: { state: 'wanted', sha } }),
    react: () => [{ effect: { kind: 'update_pull_request', what: 'merge' } }],
  },
  merge_begun: { ...quiet, evolve: (state, { sha }) => ({ ...state, merge: { state: 'begun', sha } }) },
  merge_refused: {
    ...quiet,
    evolve: (state, { sha, why, at }) => ({ ...state, merge: { state: 'refused', sha, why, at } }),
    react: (_, { after, rules }) => [...toContributor('merge_refused'), ...toRoles('merge_refused', after, rules, ['admin'])],
    shown: 'pull_request',
  },
  merged: {
    ...quiet,
    evolve: (state, { sha, into, tested, at }) => ({ ...state, merge: { state: 'merged', sha, into, tested, at } }),
    react: ({ tested }, { after, rules }) => (tested ? [] : toRoles('untested_merge', after, rules, ['admin', ...RELEASE_TEAM])),
    shown: 'pull_request',
  },
};

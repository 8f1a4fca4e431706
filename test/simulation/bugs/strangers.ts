import type { Bug } from './bug.ts';

/** I13, I16: who has not proved that an address is theirs. */
export const strangerBugs: readonly Bug[] = [
  {
    name: 'strangers-use-up-the-budget',
    town: { on: { flood: true } },
    file: 'shared/contexts/intake/app/quotas.ts',
    find: '{ id: `unproven-${id}`, mostWaiting: quotas.unproven[per] }',
    replace: '{ id, mostWaiting: quotas.unproven[per] }',
    why: 'one counter for all: whoever floods the form keeps those out who sign',
  },
  {
    name: 'typed-words-are-shown',
    town: { on: { flood: true } },
    file: 'shared/products/rehearsal/domain/as-shown.ts',
    find: 'return isProven(state) ? state :',
    replace: "return state.status !== 'waiting_for_gates' ? state :",
    why: 'what a stranger typed is mailed to whose address they typed, and stands on the status page',
  },
  {
    name: 'unconfirmed-wait-for-ever',
    town: { on: { flood: true } },
    file: 'shared/products/rehearsal/domain/decide/unconfirmed.ts',
    find: 'if (at < draft.state.submittedAt + (rules.confirmWithin ?? WAITS_FOR)) return;',
    replace: 'if (rules.confirmWithin !== WAITS_FOR) return;',
    why: 'nobody ends what nobody confirms',
  },
];

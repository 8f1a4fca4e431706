import type { Wanted } from '#products/rehearsal/domain/effects.ts';
import { quiet, type FactKinds } from '#products/rehearsal/domain/fact-kind.ts';
import { forgetContributor } from '#products/rehearsal/domain/personal.ts';
import { mustBeAsked } from '#contexts/intake/domain/must-be-asked.ts';
import { toContributor } from '#products/rehearsal/domain/react/mail.ts';
import { forgetOutputs } from '#products/rehearsal/domain/react/runs.ts';
import { checked } from '#products/rehearsal/domain/evolve/status.ts';
import { withRelated } from '#products/rehearsal/domain/related.ts';
import type { IntakeFact } from '#products/rehearsal/domain/facts/types/intake.ts';

export const intakeFacts: FactKinds<IntakeFact> = {
  submitted: {
    evolve: () => {
      throw new Error('submitted begins a request and cannot happen to one');
    },
    react: (fact) => {
      return mustBeAsked(fact.via, fact.submission.contributor) ? [] : received();
    },
    shown: 'sheet',
    events: ({ via }) => (via === 'form' ? [] : [{ type: 'request.submitted' }]),
  },
  confirmed: {
    evolve: (state) => ({ ...checked(state, 'confirm'), status: 'waiting_for_gates' }),
    react: received,
    shown: 'sheet',
    events: () => [{ type: 'request.submitted' }],
  },
  related_found: { ...quiet, evolve: (state, { related }) => ({ ...state, related: withRelated(state.related, related) }) },
  mail_ordered_again: { ...quiet, evolve: (state) => state, react: ({ effect }) => [{ effect }] },
  contributor_forgotten: { ...quiet, evolve: forgetContributor, react: (_, { after }) => forgetOutputs(after), shown: 'sheet' },
};

function received(): Wanted[] {
  return [...toContributor('receipt'), { effect: { kind: 'check_gates' } }];
}

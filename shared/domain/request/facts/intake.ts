import type { Instant } from '#domain/time.ts';
import type { Submission, Warning } from '#domain/intake/submission.ts';
import type { MailEffect } from '#domain/mail/effect.ts';
import type { Wanted } from '#domain/request/effects.ts';
import { quiet, type FactKinds } from '#domain/request/fact-kind.ts';
import { forgetContributor } from '#domain/request/personal.ts';
import { mustBeAsked } from '#domain/request/proven.ts';
import { toContributor } from '#domain/request/react/mail.ts';
import { forgetOutputs } from '#domain/request/react/runs.ts';
import { checked } from '#domain/request/evolve/status.ts';
import { withRelated, type Related } from '#domain/request/related.ts';
import type { Via } from '#domain/request/state.ts';

export type IntakeFact =
  | { fact: 'submitted'; id: string; via: Via; submission: Submission; warnings: Warning[]; backend: string; at: Instant }
  | { fact: 'confirmed' }
  | { fact: 'related_found'; related: Related[] }
  | { fact: 'mail_ordered_again'; mail: string; effect: MailEffect }
  | { fact: 'contributor_forgotten'; at: Instant };

export const intakeFacts: FactKinds<IntakeFact> = {
  submitted: {
    evolve: () => {
      throw new Error('submitted begins a request and cannot happen to one');
    },
    react: (fact) => {
      return mustBeAsked(fact.via, fact.submission.contributor) ? [] : received();
    },
    shown: 'sheet',
    events: ({ via }) => (via === 'webhook' ? [{ type: 'request.submitted' }] : []),
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

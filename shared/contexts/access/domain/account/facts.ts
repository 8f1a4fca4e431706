import { ownFacts, type OwnFact } from '#contexts/access/domain/account/own-facts.ts';
import { rightFacts, type RightFact } from '#contexts/access/domain/account/right-facts.ts';
import { sessionFacts, type SessionFact } from '#contexts/access/domain/account/session-facts.ts';
import type { AccountState } from '#contexts/access/domain/account/state.ts';
import type { Evolvers } from '#kernel/process.ts';

/** What happened to one person's account. */
export type AccountFact =
  /** The first of every timeline: how it stood before anything happened. */
  { fact: 'account_known'; state: AccountState } | SessionFact | RightFact | OwnFact;

/** One rule for each fact. Throws when the fact cannot have happened. */
export const accountFacts: Evolvers<AccountState, AccountFact> = {
  account_known: {
    evolve: () => {
      throw new Error('an account is known once');
    },
  },
  ...sessionFacts,
  ...rightFacts,
  ...ownFacts,
};

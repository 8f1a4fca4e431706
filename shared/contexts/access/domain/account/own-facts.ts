import type { AccountState } from '#contexts/access/domain/account/state.ts';
import type { Evolvers } from '#kernel/process.ts';
import type { Instant } from '#kernel/time.ts';

export type OwnFact = { fact: 'time_zone_said'; at: Instant; timeZone?: string };

export const ownFacts: Evolvers<AccountState, OwnFact> = {
  time_zone_said: {
    evolve: ({ timeZone: _before, ...state }, { timeZone }) => ({ ...state, ...(timeZone === undefined ? {} : { timeZone }) }),
  },
};

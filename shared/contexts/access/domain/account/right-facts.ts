import type { AccountGrant, Profile } from '#contexts/access/domain/account/right.ts';
import { isSameGrant } from '#contexts/access/domain/account/right.ts';
import type { AccountState } from '#contexts/access/domain/account/state.ts';
import type { Place } from '#contexts/access/domain/rights/place.ts';
import type { Evolvers } from '#kernel/process.ts';
import type { Instant } from '#kernel/time.ts';

/** W4, W5. What happens to what somebody may do here. */
export type RightFact =
  /** Somebody whom the settings do not name; invited again, they have another name or address. */
  | { fact: 'person_invited'; at: Instant; by: string; profile: Profile }
  /** And is nobody here any more. */
  | { fact: 'person_removed'; at: Instant; by: string; why: string }
  | { fact: 'grant_given'; grant: AccountGrant }
  | { fact: 'grant_taken'; role: string; where: 'all' | Place; at: Instant; by: string; why: 'taken' | 'over' }
  /** They asked for something without the right to it. `times`: since the last entry of the same. */
  | { fact: 'right_refused'; permission: string; where: Place; door: string; at: Instant; times: number }
  /** W5: they read the audit log, or took of it along what fits. */
  | { fact: 'audit_read'; at: Instant; how: 'list' | 'page' | 'csv' | 'json'; filter: string }
  /** X6. An address that signs them in was printed. */
  | { fact: 'sign_in_key_made'; at: Instant };

const nothing = (state: AccountState): AccountState => state;

export const rightFacts: Evolvers<AccountState, RightFact> = {
  person_invited: {
    evolve(state, { at, by, profile }) {
      // A link that went to another address signs nobody in any more.
      const asks = state.invited === undefined || state.invited.profile.email === profile.email ? state.asks : [];
      return { ...state, asks, invited: { at, by, profile } };
    },
  },
  person_removed: {
    evolve({ invited: _invited, grants: _grants, ...state }) {
      return { ...state, asks: [] };
    },
  },
  grant_given: {
    evolve: (state, { grant }) => ({ ...state, grants: [...(state.grants ?? []).filter((one) => !isSameGrant(one, grant)), grant] }),
  },
  grant_taken: {
    evolve(state, { role, where }) {
      const left = (state.grants ?? []).filter((one) => !isSameGrant(one, { role, where }));
      if (left.length === (state.grants ?? []).length) throw new Error(`${state.id} has not the role ${role} there`);
      return { ...state, grants: left };
    },
  },
  right_refused: { evolve: nothing },
  audit_read: { evolve: nothing },
  sign_in_key_made: { evolve: nothing },
};

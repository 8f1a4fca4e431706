import type { AccountGrant } from '#contexts/access/domain/account/right.ts';
import type { AccountState } from '#contexts/access/domain/account/state.ts';
import type { Person } from '#contexts/access/domain/people.ts';
import type { Grant } from '#contexts/access/domain/rights/principal.ts';

/** A role that somebody has, and from where. */
export interface Held extends Grant {
  /** Of one that was given. */
  given?: AccountGrant;
}

/** Somebody who can sign in. */
export interface KnownPerson {
  person: Person;
  /** Whether the settings name them. */
  isNamed: boolean;
  held: Held[];
  account: AccountState;
}

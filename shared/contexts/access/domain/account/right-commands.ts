import type { AccountFact } from '#contexts/access/domain/account/facts.ts';
import { isInForce, isSameGrant, type AccountGrant, type Profile } from '#contexts/access/domain/account/right.ts';
import type { AccountRefused } from '#contexts/access/domain/account/session-commands.ts';
import type { AccountState } from '#contexts/access/domain/account/state.ts';
import type { Place } from '#contexts/access/domain/rights/place.ts';
import type { Deciding } from '#kernel/known.ts';
import type { Deciders } from '#kernel/process.ts';
import type { Instant } from '#kernel/time.ts';

export type RightAsked =
  /** `named`: who asks, as the record calls them. */
  | { command: 'invite_person'; profile: Profile; named: string }
  | { command: 'remove_person'; why: string; named: string }
  | { command: 'give_grant'; role: string; where: 'all' | Place; until?: Instant; named: string }
  | { command: 'take_grant'; role: string; where: 'all' | Place; named: string }
  | { command: 'note_refusal'; permission: string; where: Place; door: string; times: number }
  | { command: 'note_audit_read'; how: 'list' | 'page' | 'csv' | 'json'; filter: string }
  | { command: 'note_sign_in_key' };

type Doing = Deciding<AccountState, AccountFact>;

/** Somebody has more only if they are many. */
const MOST_GRANTS = 50;

export const rightDeciders: Deciders<Doing, RightAsked, AccountRefused> = {
  invite_person({ draft, at }, { profile, named }) {
    const known = draft.state.invited?.profile;
    const isSame = known?.name === profile.name && known.email === profile.email;
    // Whoever has another address is to prove it.
    if (known !== undefined && known.email !== profile.email) endAll(draft, at, named);
    if (!isSame) draft.record({ fact: 'person_invited', at, by: named, profile });
  },
  remove_person({ draft, at }, { why, named }) {
    const { invited, grants = [] } = draft.state;
    if (invited === undefined && grants.length === 0) return refuse(`${draft.state.id} was not invited here`);
    endAll(draft, at, named);
    draft.record({ fact: 'person_removed', at, by: named, why });
    return undefined;
  },
  give_grant({ draft, at }, { role, where, until, named }) {
    if (until !== undefined && until <= at) return refuse('its end is over already');
    const { grants = [] } = draft.state;
    const known = grants.find((one) => isSameGrant(one, { role, where }));
    if (known !== undefined && known.until === until) return undefined;
    if (known === undefined && grants.length >= MOST_GRANTS)
      return refuse(`${draft.state.id} has ${MOST_GRANTS} roles already: take one first`);
    const grant: AccountGrant = { role, where, since: at, by: named, ...(until === undefined ? {} : { until }) };
    draft.record({ fact: 'grant_given', grant });
    return undefined;
  },
  take_grant({ draft, at }, { role, where, named }) {
    const known = draft.state.grants?.find((one) => isSameGrant(one, { role, where }));
    if (known === undefined) return refuse(`${draft.state.id} was not given the role ${role} there; what the settings give is taken there`);
    draft.record({ fact: 'grant_taken', role, where, at, by: named, why: isInForce(known, at) ? 'taken' : 'over' });
    return undefined;
  },
  note_refusal: ({ draft, at }, { permission, where, door, times }) => {
    draft.record({ fact: 'right_refused', permission, where, door, at, times });
  },
  note_audit_read: ({ draft, at }, { how, filter }) => {
    draft.record({ fact: 'audit_read', at, how, filter });
  },
  note_sign_in_key: ({ draft, at }) => {
    draft.record({ fact: 'sign_in_key_made', at });
  },
};

function endAll(draft: Doing['draft'], at: Instant, by: string): void {
  for (const { number, ended } of draft.state.sessions)
    if (ended === undefined) draft.record({ fact: 'session_ended', number, ended: { at, by, why: 'ended' } });
}

function refuse(message: string): AccountRefused {
  return { refused: { code: 'unknown', message } };
}

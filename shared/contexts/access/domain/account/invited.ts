import type { AccountState } from '#contexts/access/domain/account/state.ts';
import type { Person } from '#contexts/access/domain/people.ts';

/** Somebody whom the settings do not name; undefined where nobody invited them, or no longer. */
export function invitedPerson(id: string, { invited }: Pick<AccountState, 'invited'>): Person | undefined {
  return invited === undefined ? undefined : { id, name: invited.profile.name, email: invited.profile.email, roles: [] };
}

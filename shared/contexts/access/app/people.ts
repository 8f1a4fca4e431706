import { listAccounts, readAccount } from '#contexts/access/app/accounts.ts';
import { personOf, type Knowing } from '#contexts/access/app/known-people.ts';
import type { KnownPerson } from '#contexts/access/domain/account/known-person.ts';
import { isInForce } from '#contexts/access/domain/account/right.ts';
import { isId } from '#contexts/access/ids.ts';
import type { AccountState } from '#contexts/access/domain/account/state.ts';
import type { Person } from '#contexts/access/domain/people.ts';
import { grantOf, grantsOfSettings } from '#contexts/access/domain/rights/grants.ts';
import { rolesWith, type RoleTable } from '#contexts/access/domain/rights/roles.ts';
import type { Instant } from '#kernel/time.ts';

interface Reading extends Knowing {
  rules: Knowing['rules'] & { roles?: RoleTable };
}

/** Undefined where nobody has this id, and nobody was given anything under it. */
export async function readPerson(reading: Reading, id: string): Promise<KnownPerson | undefined> {
  const [person, { state }, now] = await Promise.all([personOf(reading, id), readAccount(reading, id), reading.store.now()]);
  return person === undefined ? undefined : knownPerson(reading, person, state, now);
}

function knownPerson({ rules }: Reading, person: Person, account: AccountState, now: Instant): KnownPerson {
  const roles = rules.roles ?? rolesWith();
  const given = (account.grants ?? [])
    .filter((grant) => isInForce(grant, now))
    .map((grant) => ({ ...grantOf(roles, grant.role, grant.where, 'account'), given: grant }));
  const isNamed = rules.people.some(({ id }) => id === person.id);
  return { person, isNamed, held: [...grantsOfSettings(person, roles), ...given], account };
}

/** W8. In the order of their ids, those behind `after`; `next`: the last of them, where there are more. */
export async function listPeople(
  reading: Reading,
  { limit, after = '' }: { limit: number; after?: string | undefined },
): Promise<{ people: KnownPerson[]; next?: string }> {
  const named = reading.rules.people.map(({ id }) => id).filter((id) => id > after);
  const ids = [...new Set([...named, ...(await invitedIds(reading, limit + 1, after))])].toSorted((a, b) => (a < b ? -1 : 1));
  const shown = ids.slice(0, limit);
  const people = await Promise.all(shown.map((id) => readPerson(reading, id)));
  const last = shown.at(-1);
  return { people: people.filter((one) => one !== undefined), ...(ids.length > limit && last !== undefined ? { next: last } : {}) };
}

const PAGE = 100;
/** Accounts of operators and programs, and those of people whom the settings name, are looked over. */
const MOST_PAGES = 20;

async function invitedIds(reading: Reading, most: number, after: string): Promise<string[]> {
  const ids: string[] = [];
  let behind = after;
  for (let page = 0; page < MOST_PAGES && ids.length < most; page += 1) {
    const found = await listAccounts(reading, { limit: PAGE, ...(behind === '' ? {} : { after: behind }) });
    for (const { id, state } of found) if (isId('slug', id) && state.invited !== undefined) ids.push(id);
    behind = found.at(-1)?.id ?? behind;
    if (found.length < PAGE) break;
  }
  return ids;
}

import { personOf, type Knowing } from '#contexts/access/app/known-people.ts';
import { readPerson } from '#contexts/access/app/people.ts';
import { readTokens } from '#contexts/access/app/tokens.ts';
import type { AccessTables } from '#contexts/access/documents.ts';
import { operatorPrincipal } from '#contexts/access/domain/rights/grants.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import type { RoleTable } from '#contexts/access/domain/rights/roles.ts';
import { grantsOfToken } from '#contexts/access/domain/rights/token-grants.ts';
import { holderNamed, isValid } from '#contexts/access/domain/token/state.ts';
import { isSlug } from '#kernel/slug.ts';
import type { System } from '#kernel/system.ts';

interface Reading extends Knowing, Pick<System<AccessTables>, 'store'> {
  rules: Knowing['rules'] & { roles?: RoleTable };
}

/** W4. Whoever a record names, with what they may now; undefined for who is nobody here any more. Of operators only their doors know whether there still are such. */
export async function namedOnRecord(reading: Reading, name: string): Promise<Principal | undefined> {
  const holder = holderNamed(name);
  if (holder?.kind === 'client') return program(reading, holder.name);
  const [, operator] = /^operator\.(.+)$/.exec(name) ?? [];
  if (operator !== undefined) return isSlug(operator) ? operatorPrincipal(operator, 'token', reading.rules.roles) : undefined;
  if (!isSlug(name)) return undefined;
  const person = await personOf(reading, name);
  const known = person && (await readPerson(reading, name));
  return known && { kind: 'person', id: name, name: known.person.name, grants: known.held, door: 'session' };
}

/** By all tokens of it that are valid. */
async function program({ store }: Reading, id: string): Promise<Principal | undefined> {
  const [{ tokens }, now] = await Promise.all([readTokens({ store }, { kind: 'client', name: id }), store.now()]);
  const valid = tokens.filter((token) => isValid(token, now));
  return valid.length === 0 ? undefined : { kind: 'client', id, name: id, grants: valid.flatMap(grantsOfToken), door: 'token' };
}

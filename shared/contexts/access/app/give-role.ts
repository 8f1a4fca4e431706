import { changeAccount, type AccountChanged, type Changing } from '#contexts/access/app/accounts.ts';
import { beyond } from '#contexts/access/domain/rights/beyond.ts';
import { canBeAt } from '#contexts/access/domain/rights/may.ts';
import { inWords, type Place } from '#contexts/access/domain/rights/place.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { rolesWith, type RoleTable } from '#contexts/access/domain/rights/roles.ts';
import type { AccessKernel } from '#contexts/access/ports.ts';
import type { Instant } from '#kernel/time.ts';

interface Giving extends Changing {
  person: string;
  role: string;
  where: 'all' | Place;
  until?: Instant;
  /** Who gives it; nobody gives what they have not. */
  who: Principal | undefined;
  named: string;
  roles: RoleTable | undefined;
}

/** W4: a role of the table, where it gives something, by somebody who may all of it there. Operators give any: they are who begins. */
export async function giveRole(kernel: AccessKernel, giving: Giving): Promise<AccountChanged> {
  const { id, by, person, role, where, until, named } = giving;
  const refused = whyNotGiven(giving);
  if (refused !== undefined) return { refused: { code: 'unknown', message: refused } };
  return changeAccount(
    kernel,
    person,
    { id, by },
    { command: 'give_grant', role, where, named, ...(until === undefined ? {} : { until }) },
  );
}

function whyNotGiven({ role, where, who, roles = rolesWith() }: Giving): string | undefined {
  const held = Object.hasOwn(roles, role) ? roles[role]?.permissions : undefined;
  if (held === undefined) return `there is no role ${role}; there are ${Object.keys(roles).join(', ')}`;
  const place = where === 'all' ? {} : where;
  const given = held.filter((permission) => canBeAt(permission, where));
  if (given.length === 0) return `the role ${role} gives nothing ${inWords(place)}`;
  const lacked = beyond(who, [{ permissions: new Set(given), at: where }]);
  return lacked === undefined ? undefined : `you cannot give the role ${role} ${inWords(place)}: ${lacked}`;
}

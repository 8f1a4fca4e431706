import type { AccountChanged } from '#contexts/access/app/accounts.ts';
import { readPerson } from '#contexts/access/app/people.ts';
import type { Held, KnownPerson } from '#contexts/access/domain/account/known-person.ts';
import { kindsOf } from '#contexts/access/domain/rights/place.ts';
import type { OperationRow } from '#products/rehearsal/contracts/operations.ts';
import type { Operated } from '#products/rehearsal/app/operations/define.ts';
import { iso } from '#products/rehearsal/app/operate/rows.ts';
import type { System } from '#products/rehearsal/app/system.ts';

export function personRow({ person: { id, name }, isNamed, held }: KnownPerson): OperationRow {
  const roles = held.map((one) => `${one.role} (${placeText(one.at)})`).join(', ');
  return { id, name, from: isNamed ? 'settings' : 'invited', roles };
}

export function grantRow({ role, at, given }: Held): OperationRow {
  return { role, at: placeText(at), by: given?.by ?? 'settings', since: iso(given?.since), until: iso(given?.until) };
}

/** W4: what somebody has now, whoever changed it. */
export async function personChanged(system: System, id: string, done: AccountChanged): Promise<Operated> {
  if ('refused' in done) return { refused: 'conflict', detail: done.refused.message };
  const known = await readPerson(system, id);
  return { done: { facts: { id, changed: true }, rows: (known?.held ?? []).map(grantRow) } };
}

export function noPerson(id: string): Operated {
  return { refused: 'not_found', detail: `there is nobody called ${id}: invite them first` };
}

function placeText(at: Held['at']): string {
  return at === 'all'
    ? 'all'
    : kindsOf(at)
        .map((kind) => `${kind}:${at[kind]}`)
        .join(' ');
}

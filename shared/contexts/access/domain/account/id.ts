import { isSlug } from '#kernel/slug.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';

/** A person's own slug; of an operator or a program their kind before it, so that no two are one. */
const BEFORE = /^(?:operator|client|agent)\./;

export function isAccountId(id: string): boolean {
  return isSlug(id.replace(BEFORE, ''));
}

/** Undefined for whoever can have none. */
export function accountOf({ kind, id }: Pick<Principal, 'kind' | 'id'>): string | undefined {
  const text = kind === 'person' ? id : `${kind}.${id}`;
  return isAccountId(text) ? text : undefined;
}

/** As the record calls whoever has it. */
export function whoHas(account: string): string {
  return account.includes('.') ? account.replace('.', ':') : `person:${account}`;
}

/** Of what the record calls them: `person:ana`. */
export function accountNamed(who: string): string | undefined {
  const [, kind, id = ''] = /^(person|operator|client|agent):(.+)$/.exec(who) ?? [];
  const text = kind === 'person' ? id : `${kind}.${id}`;
  return kind !== undefined && isAccountId(text) ? text : undefined;
}

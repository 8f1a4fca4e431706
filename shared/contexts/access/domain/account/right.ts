import type { Place } from '#contexts/access/domain/rights/place.ts';
import { placeKinds } from '#contexts/access/domain/rights/place.ts';
import type { Instant } from '#kernel/time.ts';

/** What is known of somebody whom the settings do not name; personal. */
export interface Profile {
  name: string;
  /** Where a link to sign in is mailed. */
  email: string;
}

/** A role that somebody has beside the settings. */
export interface AccountGrant {
  role: string;
  where: 'all' | Place;
  since: Instant;
  /** Person id, or name of an operator. */
  by: string;
  /** From then on it gives nothing. */
  until?: Instant;
}

export function isSameGrant(one: Pick<AccountGrant, 'role' | 'where'>, other: Pick<AccountGrant, 'role' | 'where'>): boolean {
  return one.role === other.role && whereText(one.where) === whereText(other.where);
}

/** Whether it gives anything at this instant. */
export function isInForce({ until }: AccountGrant, at: Instant): boolean {
  return until === undefined || until > at;
}

function whereText(where: AccountGrant['where']): string {
  return where === 'all' ? 'all' : placeKinds.map((kind) => where[kind] ?? '').join('/');
}

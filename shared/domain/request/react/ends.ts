import type { Wanted } from '#domain/request/effects.ts';
import type { Commit } from '#domain/request/fact-kind.ts';
import type { FactOf } from '#domain/request/facts.ts';
import { mail, toContributor } from '#domain/request/react/mail.ts';

/** I16: of an address that nobody confirmed there is nobody to be told. */
export function tellWithdrawn({ unconfirmed }: FactOf<'withdrawn'>, { before }: Commit): Wanted[] {
  if (unconfirmed === true) return [];
  return [...toContributor('withdrawn'), ...(before?.assignee === undefined ? [] : mail('withdrawn', before.assignee))];
}

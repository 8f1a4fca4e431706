import type { Wanted } from '#products/rehearsal/domain/effects.ts';
import type { Commit } from '#products/rehearsal/domain/fact-kind.ts';
import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import { mail, toContributor } from '#products/rehearsal/domain/react/mail.ts';

/** I16: of an address that nobody confirmed there is nobody to be told. */
export function tellWithdrawn({ unconfirmed }: FactOf<'withdrawn'>, { before }: Commit): Wanted[] {
  if (unconfirmed === true) return [];
  return [...toContributor('withdrawn'), ...(before?.assignee === undefined ? [] : mail('withdrawn', before.assignee))];
}

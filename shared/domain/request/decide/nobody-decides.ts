import { hasNobodyToDecide } from '#domain/request/authors.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import { isClosed } from '#domain/request/state.ts';

/** G11: every admin is an author, so that nobody can accept, waive or approve. Said once, as soon as it is known. */
export function tellNobodyDecides({ draft, at, rules }: Deciding): void {
  const { state } = draft;
  if (state.authors === undefined || state.nobodyDecides !== undefined || isClosed(state)) return;
  if (hasNobodyToDecide(rules.people, state)) draft.record({ fact: 'nobody_decides', at });
}

import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { isClosed } from '#products/rehearsal/domain/parts/lifecycle.ts';
import { lacksDeciders } from '#products/rehearsal/domain/two-admins.ts';

/** G11: every admin is an author, so that nobody can accept, waive or approve, or all but one where two must approve (A7). Said once, as soon as it is known. */
export function tellNobodyDecides({ draft, at, rules }: Deciding): void {
  const { state } = draft;
  // What the host says of authors can only add some; where it cannot say, those of the form and of before are enough to know.
  if (state.headSha === undefined || state.nobodyDecides !== undefined || isClosed(state)) return;
  if (lacksDeciders(rules, state)) draft.record({ fact: 'nobody_decides', at });
}

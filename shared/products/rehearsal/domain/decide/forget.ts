import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { isPurged } from '#products/rehearsal/domain/personal.ts';
import { isClosed } from '#products/rehearsal/domain/parts/lifecycle.ts';

/** Z4. A request that is open needs its contributor. */
export function forget({ draft, at }: Deciding): undefined {
  if (isClosed(draft.state) && !isPurged(draft.state.submission.contributor)) draft.record({ fact: 'contributor_forgotten', at });
}

import type { Deciding } from '#domain/request/decide/context.ts';
import { isPurged } from '#domain/request/personal.ts';
import { isClosed } from '#domain/request/parts/lifecycle.ts';

/** Z4. A request that is open needs its contributor. */
export function forget({ draft, at }: Deciding): undefined {
  if (isClosed(draft.state) && !isPurged(draft.state.submission.contributor)) draft.record({ fact: 'contributor_forgotten', at });
}

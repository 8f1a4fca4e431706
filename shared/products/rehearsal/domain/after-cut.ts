import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { AfterCut } from '#contexts/calendar/domain/report.ts';
import type { Targeted } from '#contexts/calendar/domain/parts/targeted.ts';
import { releasedWith } from '#products/rehearsal/domain/cutoff.ts';
import { endedWell, endedWellAt, type Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';

/** C4, C6. What became of a request after a release was cut without it. */
export function afterCut(state: Requested & Targeted & Lifecycle, release: string): AfterCut {
  if (endedWell(state)) return { is: 'approved', at: endedWellAt(state), taken: releasedWith(state)?.release === release };
  if (state.status === 'rejected') return { is: 'rejected', at: state.rejectedAt };
  if (state.status === 'withdrawn') return { is: 'withdrawn', at: state.withdrawnAt };
  const target = state.submission.targetRelease;
  return { is: 'open', ...(target === undefined ? {} : { target }) };
}

/** C4: the release that was cut before it was approved, and listed it as blocking. */
export function blockedUntilApproved(state: Requested & Targeted & Lifecycle): string | undefined {
  const taken = releasedWith(state);
  const last = state.cutoffs?.findLast(({ release }) => release === taken?.release);
  return last?.outcome === 'blocking' ? last.release : undefined;
}

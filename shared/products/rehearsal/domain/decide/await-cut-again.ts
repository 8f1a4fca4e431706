import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import type { Targeted } from '#contexts/calendar/domain/parts/targeted.ts';

/**
 * C4, G1: what had made a release is judged anew by it once its evidence has fallen. Where it blocked an earlier cut of the same release,
 * that judgement alone is left of it, and would keep it from being looked at again.
 */
export function awaitCutAgain({ draft }: Deciding, before: Targeted): void {
  const fallen = (before.cutoffs ?? []).filter((record) => record.outcome === 'made' && !(draft.state.cutoffs ?? []).includes(record));
  for (const release of new Set(fallen.map((record) => record.release))) {
    const last = draft.state.cutoffs?.findLast((record) => record.release === release);
    if (last?.outcome === 'blocking' && last.reopened !== true) draft.record({ fact: 'cutoff_reopened', release });
  }
}

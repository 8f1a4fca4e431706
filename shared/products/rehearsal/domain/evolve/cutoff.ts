import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Targeted } from '#contexts/calendar/domain/parts/targeted.ts';
import type { CutoffRecord } from '#contexts/calendar/domain/kept/cutoff.ts';

/** So many cutoffs are kept with the state; all of them are on the timeline. */
const KEPT = 24;

/** C4: the target is from now on the release that it made or blocks, or the later one; none when the calendar ends. */
export function evolveCutoff<S extends Requested & Targeted>(state: S, { record }: FactOf<'cutoff_passed'>): S {
  const { targetRelease: _left, ...rest } = state.submission;
  const target = record.outcome === 'moved' ? record.to : record.release;
  return {
    ...state,
    submission: { ...rest, ...(target === undefined ? {} : { targetRelease: target }) },
    cutoffs: [...(state.cutoffs ?? []), record].slice(-KEPT),
  };
}

/** C4: what blocked an earlier cut of the release, and then made it, awaits it again. */
export function reopenCutoff<S extends Targeted>(state: S, { release }: FactOf<'cutoff_reopened'>): S {
  const { cutoffs = [] } = state;
  const last = cutoffs.findLastIndex((record) => record.release === release);
  return { ...state, cutoffs: cutoffs.map((record, place) => (place === last ? { ...record, reopened: true } : record)) };
}

/** G1: what had made a release has not, once its evidence is of another commit. */
export function forgetMade(cutoffs: CutoffRecord[] | undefined): { cutoffs?: CutoffRecord[] } {
  if (cutoffs === undefined) return {};
  return { cutoffs: cutoffs.filter(({ outcome }) => outcome !== 'made') };
}

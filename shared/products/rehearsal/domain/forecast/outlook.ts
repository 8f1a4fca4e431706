import type { BackendState } from '#contexts/backends/domain/state.ts';
import { frozen } from '#contexts/calendar/domain/freeze.ts';
import { releaseNamed } from '#contexts/calendar/domain/named.ts';
import { nextRow } from '#contexts/calendar/domain/releases.ts';
import { usualAllocation } from '#contexts/backends/domain/forecast/pace.ts';
import type { Slot } from '#contexts/backends/domain/forecast/slots.ts';
import { willMakeIt, type Forecast } from '#products/rehearsal/domain/forecast/will-make-it.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Instant } from '#kernel/time.ts';

/** C7. The cutoff that counts for a request, and whether it will be tested by then. */
export interface Outlook extends Forecast {
  release: string;
  cutoff: Instant;
}

/**
 * `slots`: of its backend. A request that names no release counts for whichever is cut next (C4). Undefined when nothing is cut, when that
 * cutoff is over, or when the request is decided. Pure.
 */
export function outlookOf(
  state: Identified & Requested & Tested & Questioned & Allocated & Lifecycle,
  backend: Pick<BackendState, 'turns'> | undefined,
  slots: readonly Slot[],
  rules: Pick<Rules, 'releases' | 'calendar' | 'answerWithin' | 'freezes'>,
  now: Instant,
): Outlook | undefined {
  const { targetRelease } = state.submission;
  const row = targetRelease === undefined ? nextRow(rules.releases, now) : releaseNamed(rules, targetRelease);
  if (row === undefined || row.hardCutoff <= now) return undefined;
  const own = slots.find(({ requestId }) => requestId === state.id);
  const free = slots.at(-1)?.to ?? now;
  const forecast = willMakeIt(state, row.hardCutoff, {
    now,
    // C8: nothing starts before the end of a freeze, however empty the queue is.
    turnFrom: own?.from ?? frozen(rules.freezes ?? [], state.backend, free)?.until ?? free,
    turn: usualAllocation(backend?.turns),
    answerWithin: rules.answerWithin,
  });
  return forecast === undefined ? undefined : { release: row.name, cutoff: row.hardCutoff, ...forecast };
}

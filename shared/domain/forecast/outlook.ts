import type { BackendState } from '#domain/backend/state.ts';
import { frozen } from '#domain/calendar/freeze.ts';
import { releaseNamed } from '#domain/calendar/named.ts';
import { nextRow } from '#domain/calendar/releases.ts';
import { usualTurn } from '#domain/forecast/pace.ts';
import type { Slot } from '#domain/forecast/slots.ts';
import { willMakeIt, type Forecast } from '#domain/forecast/will-make-it.ts';
import type { Rules } from '#domain/request/rules.ts';
import type { Allocated } from '#domain/request/parts/allocated.ts';
import type { Identified } from '#domain/request/parts/identified.ts';
import type { Lifecycle } from '#domain/request/parts/lifecycle.ts';
import type { Questioned } from '#domain/request/parts/questioned.ts';
import type { Requested } from '#domain/request/parts/requested.ts';
import type { Tested } from '#domain/request/parts/tested.ts';
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
    turn: usualTurn(backend?.turns),
    answerWithin: rules.answerWithin,
  });
  return forecast === undefined ? undefined : { release: row.name, cutoff: row.hardCutoff, ...forecast };
}

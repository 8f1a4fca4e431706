import { DAY } from '#domain/time.ts';
import { oneOffJobs } from '#domain/request/completed.ts';
import type { Wanted } from '#domain/request/effects.ts';
import type { FactOf } from '#domain/request/facts.ts';
import { endedWell, type RequestState } from '#domain/request/state.ts';

/** A6: so long after the release a one-off job has done its work. */
const AFTER = 30 * DAY;

/** A6: whether its files are still there is looked at then, so that nobody is told to do what was done. */
export function lookForLeftOvers({ record }: FactOf<'cutoff_passed'>, after: RequestState): Wanted[] {
  if (record.outcome !== 'made' || !endedWell(after) || oneOffJobs(after.submission).length === 0) return [];
  return [{ effect: { kind: 'check_gates', leftOver: record.release }, notBefore: record.cutoff + AFTER, patient: true }];
}

export function remindOfFiles({ release, files }: FactOf<'files_left_over'>): Wanted[] {
  return [{ effect: { kind: 'send_mail', template: 'left_over', to: 'contributor', release, note: files.join('\n') } }];
}

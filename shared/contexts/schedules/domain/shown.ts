import { localText, nextTimes } from '#contexts/schedules/domain/next.ts';
import type { Outcome, ScheduleState } from '#contexts/schedules/domain/state.ts';
import type { Occurrence, Timing } from '#contexts/schedules/domain/timing.ts';

/** Times that are shown ahead. */
const AHEAD = 5;

/** `30 1 * * * (Europe/London)`. */
export function timingText(timing: Timing): string {
  return `${'once' in timing ? `once, ${localText(timing.once, timing.timeZone)}` : timing.cron} (${timing.timeZone})`;
}

/** When it is due next, as it stands; none while it is paused or ended. */
export function aheadOf({ timing, next, paused, ended }: ScheduleState): Occurrence[] {
  return paused === undefined && ended === undefined ? nextTimes(timing, next, AHEAD) : [];
}

/** As the schedule's own clock shows it: `2026-03-29T02:00`, and which time it is instead of. */
export function occurrenceText({ at, insteadOf }: Occurrence, { timeZone }: Timing): string {
  const text = localText(at, timeZone);
  return insteadOf === undefined ? text : `${text} (instead of ${insteadOf.slice(11)}, which the clocks left out)`;
}

/** What a person may want to know of it now. */
export function standing({ ended, paused, starting, held, running, queued, next }: ScheduleState): string {
  if (ended !== undefined) return `ended by ${ended.by}: ${ended.why}`;
  if (paused !== undefined) return `paused by ${paused.by}: ${paused.why}`;
  if (starting !== undefined) return 'starting';
  if (held !== undefined) return `held: ${held.why}`;
  if (running.length > 0) return queued === undefined ? `${running.length} running` : `${running.length} running, one waits for the end`;
  return next === undefined ? 'nothing more is due' : 'waiting';
}

/** What became of it, in words. */
export function outcomeText(outcome: Outcome): string {
  switch (outcome.outcome) {
    case 'started':
      return outcome.over === undefined ? outcome.id : `${outcome.id}: ${outcome.over.how}`;
    case 'skipped':
    case 'refused':
    case 'lost':
      return outcome.why;
    case 'missed':
      return `${outcome.count} of them: ${outcome.why}`;
  }
}

import { readCron, type Expression, type Wall } from '#contexts/schedules/domain/cron.ts';
import { inOrder, type Occurrence, type Timing } from '#contexts/schedules/domain/timing.ts';
import { largest, smallest } from '#kernel/lists.ts';
import { DAY, HOUR, MINUTE, SECOND, type Duration, type Instant } from '#kernel/time.ts';
import { localTime, offsetAt, shownAt, type LocalTime } from '#kernel/zone.ts';

/** cron(8) of Debian: what moves the clocks further is a correction, and the new time counts at once. */
const CORRECTION = 3 * HOUR;

/** The first occurrence after this one; undefined where none follows. Throws where expression or zone are not what they were when it was made. */
export function nextAfter(timing: Timing, after: Occurrence): Occurrence | undefined {
  return following(timing)(after);
}

/** Reads the expression once. */
function following(timing: Timing): (after: Occurrence) => Occurrence | undefined {
  if ('once' in timing) return ({ at }) => (timing.once > at ? { at: timing.once } : undefined);
  const { timeZone, cron } = timing;
  const expression = readCron(cron);
  const calm = calmOffsets(timeZone);
  return (after) => nextCalm(expression, calm, after) ?? nextOf(expression, timeZone, after);
}

/** How far a zone is ahead of UTC where its clocks are not changed for days before and after; undefined where they are. */
function calmOffsets(timeZone: string): (at: Instant) => Duration | undefined {
  const known = new Map<number, Duration>();
  const onDay = (day: number): Duration => {
    const offset = known.get(day) ?? offsetAt(day * DAY, timeZone);
    known.set(day, offset);
    return offset;
  };
  return (at) => {
    const day = Math.floor(at / DAY);
    const before = onDay(day - 2);
    return before === onDay(day + 3) ? before : undefined;
  };
}

/** Almost always: then local times come one after the other, each once. */
function nextCalm(expression: Expression, calm: (at: Instant) => Duration | undefined, after: Occurrence): Occurrence | undefined {
  const offset = calm(after.at);
  const wall = offset === undefined ? undefined : expression.after(after.at + offset);
  return wall === undefined || calm(wall) !== offset || offset === undefined ? undefined : { at: wall - offset };
}

/** Those after this one that are due by now, oldest first, and at most so many. */
export function dueBy(timing: Timing, first: Occurrence | undefined, now: Instant, most: number): Occurrence[] {
  const due: Occurrence[] = [];
  const after = following(timing);
  for (let next = first; next !== undefined && next.at <= now && due.length < most; next = after(next)) due.push(next);
  return due;
}

/** So many of those that follow. */
export function nextTimes(timing: Timing, first: Occurrence | undefined, count: number): Occurrence[] {
  return dueBy(timing, first, Number.POSITIVE_INFINITY, count);
}

function nextOf(expression: Expression, timeZone: string, after: Occurrence): Occurrence | undefined {
  const offsets = [after.at - SECOND, after.at, after.at + 2 * DAY].map((at) => offsetAt(at, timeZone));
  // Nothing that comes later stands earlier on the wall than this, one minute before it for what is due at this very instant.
  let wall: Wall | undefined = after.at + smallest(Number.POSITIVE_INFINITY, offsets) - MINUTE;
  for (;;) {
    wall = expression.after(wall);
    if (wall === undefined) return undefined;
    const found = firstAround(expression, timeZone, wall, after);
    if (found !== undefined) return found;
  }
}

/** The first at this time on the wall, or at one of those behind it that come no later because the clocks are changed. */
function firstAround(expression: Expression, timeZone: string, wall: Wall, after: Occurrence): Occurrence | undefined {
  const isLater = (one: Occurrence): boolean => inOrder(one, after) > 0;
  let [best] = occurrencesAt(expression, timeZone, wall).filter(isLater);
  if (best === undefined) return undefined;
  const offsets = [wall - 2 * DAY, best.at, wall + 2 * DAY].map((at) => offsetAt(at, timeZone));
  const until = wall + largest(Number.NEGATIVE_INFINITY, offsets) - smallest(Number.POSITIVE_INFINITY, offsets);
  for (let other = expression.after(wall); other !== undefined && other <= until; other = expression.after(other))
    for (const one of occurrencesAt(expression, timeZone, other)) if (isLater(one) && inOrder(one, best) < 0) best = one;
  return best;
}

/**
 * When one local time of an expression is due, by the rules of Debian's cron: a time of day that the clocks leave out is right after, one that they
 * show twice is the first; what goes by the clock (`isWild`) is due whenever the clock shows it.
 */
function occurrencesAt({ isWild }: Expression, timeZone: string, wall: Wall): Occurrence[] {
  const when = shownAt(localTime(wall, 'UTC'), timeZone);
  if ('changedAt' in when)
    return isWild || when.skipped > CORRECTION ? [] : [{ at: when.changedAt, insteadOf: new Date(wall).toISOString().slice(0, 16) }];
  const { first, second } = when;
  if (second === undefined) return [{ at: first }];
  return isWild || second - first >= CORRECTION ? [{ at: first }, { at: second }] : [{ at: first }];
}

/** As a zone's clock shows it: `2026-03-29T02:00`. */
export function localText(at: Instant, timeZone: string): string {
  return new Date(wallOf(localTime(at, timeZone))).toISOString().slice(0, 16);
}

/** A local time as if it were in UTC. */
function wallOf({ year, month, day, hour, minute }: LocalTime): Wall {
  return Date.UTC(year, month - 1, day, hour, minute);
}

import type { Duration, Instant } from '#kernel/time.ts';
import { leftInRest, type Clock, type RunningClock } from '#kernel/promises/state.ts';

/** S5. What passes for time, where not all of it counts. */
export interface Passage {
  /** When so much of it will have passed since. */
  after(from: Instant, time: Duration): Instant;
  /** How much of it passes between two instants, the earlier one first. */
  between(from: Instant, to: Instant): Duration;
}

/** How an installation counts the time of its promises. */
export interface Counting {
  /** S1. How long whoever is asked has to answer. */
  answerWithin: Duration;
  /** S5. All times of clocks and ladders are counted in working time; elapsed time without it. */
  workingTime?: Passage;
}

/** When so much time will have passed since. */
function instantAfter({ workingTime }: Counting, from: Instant, time: Duration): Instant {
  return workingTime === undefined ? from + time : workingTime.after(from, time);
}

/** How much time passes between two instants, the earlier one first. */
function timeBetween({ workingTime }: Counting, from: Instant, to: Instant): Duration {
  return workingTime === undefined ? to - from : workingTime.between(from, to);
}

export function promisedBy(counting: Counting, clock: Clock): Duration {
  return clock.promised ?? counting.answerWithin;
}

/** What is left of a promise at an instant; negative: it is overdue by so much. Only running uses it up (S3). */
export function leftOf(counting: Counting, clock: Clock, at: Instant): Duration {
  if (clock.state !== 'running') return leftInRest(clock);
  return leftWhenItBegan(clock) - timeBetween(counting, beganAt(clock), at);
}

/** When a running clock will have run for so long in all; the beginning of its present run when it had before. */
export function instantWhenRan(counting: Counting, clock: RunningClock, ran: Duration): Instant {
  const ahead = leftWhenItBegan(clock) - promisedBy(counting, clock) + ran;
  return ahead <= 0 ? beganAt(clock) : instantAfter(counting, beganAt(clock), ahead);
}

/** For how long it has run in all. */
export function ranFor(counting: Counting, clock: Clock, at: Instant): Duration {
  return promisedBy(counting, clock) - leftOf(counting, clock, at);
}

/** When a promise falls due of which so much is left now; in the past when it is overdue. */
export function dueWith(counting: Counting, left: Duration, at: Instant): Instant {
  return left > 0 ? instantAfter(counting, at, left) : at + left;
}

function beganAt(clock: RunningClock): Instant {
  return clock.resumedAt ?? clock.startedAt;
}

function leftWhenItBegan(clock: RunningClock): Duration {
  return clock.left ?? clock.promised ?? clock.dueAt - clock.startedAt;
}

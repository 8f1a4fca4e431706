import type { Duration, Instant } from '#kernel/time.ts';

/** What a clock has whatever its state. `Kind`: the product's kinds of promises. */
interface ClockBasics<Kind extends string = string> {
  /** Named after what is promised: one promise, one clock, however often it is asked again. */
  id: string;
  kind: Kind;
  startedAt: Instant;
  /** S1, S5. How much time was promised, as this installation counts it. Clocks of earlier versions have none: see `promisedBy`. */
  promised?: Duration;
  /** S2. The highest rung of the ladder that people were told of. */
  rung?: number;
  /** S4. Once there, it stays: one clock is breached once. */
  breachedAt?: Instant;
  /** S2, Q6. Who is asked next, since the breach: a person id. */
  askedNext?: string;
}

interface Running {
  state: 'running';
  dueAt: Instant;
  /** When it went on after a pause, and what was left of it then; negative: it was overdue by so much. */
  resumedAt?: Instant;
  left?: Duration;
}

interface Paused {
  state: 'paused';
  pausedAt: Instant;
  remaining: Duration;
}

interface Stopped {
  state: 'stopped';
  stoppedAt: Instant;
  dueAt: Instant;
  /** What was left of it; negative: the answer came so much too late. */
  left?: Duration;
  /** S6. Who answered, a person id; absent when it stopped for another reason. */
  answeredBy?: string;
}

/** S1, S3. The clock of a promise. `About`: what more the product keeps with it. */
export type Clock<Kind extends string = string, About extends object = object> = ClockBasics<Kind> & About & (Running | Paused | Stopped);

/** What counting its time needs of it, whatever it is about. */
export type RunningClock = Clock & Running;

/** What is left of a promise while it does not run. */
export function leftInRest(clock: Paused | Stopped): Duration {
  return clock.state === 'paused' ? clock.remaining : (clock.left ?? clock.dueAt - clock.stoppedAt);
}

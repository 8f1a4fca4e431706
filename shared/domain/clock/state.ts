import type { Duration, Instant } from '#kernel/time.ts';

interface ClockCommon {
  /** `review:<question>`, `gates:<question>`, `verdict:<run>`, `test:<run>` or `word:<run>`: one promise, one clock, however often it is asked again. */
  id: string;
  /** `word`: the contributor's, all others are promises of admins. */
  kind: 'review' | 'verdict' | 'word' | 'gates';
  /** Of a verdict that is promised on several runs at once: all of them. */
  runs?: string[];
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

/** S1, S3. A running promise of an answer. */
export type Clock = ClockCommon &
  (
    | {
        state: 'running';
        dueAt: Instant;
        /** When it went on after a pause, and what was left of it then; negative: it was overdue by so much. */
        resumedAt?: Instant;
        left?: Duration;
      }
    | { state: 'paused'; pausedAt: Instant; remaining: Duration }
    | {
        state: 'stopped';
        stoppedAt: Instant;
        dueAt: Instant;
        /** What was left of it; negative: the answer came so much too late. */
        left?: Duration;
        /** S6. Who answered, a person id; absent when it stopped for another reason. */
        answeredBy?: string;
      }
  );

export type RunningClock = Extract<Clock, { state: 'running' }>;

/** What is left of a promise while it does not run. */
export function leftInRest(clock: Exclude<Clock, RunningClock>): Duration {
  return clock.state === 'paused' ? clock.remaining : (clock.left ?? clock.dueAt - clock.stoppedAt);
}

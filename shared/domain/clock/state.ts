import type { Duration, Instant } from '#domain/time.ts';

interface ClockCommon {
  /** `review`, or `verdict:<run id>`: one promise, one clock, however often it is asked again. */
  id: string;
  kind: 'review' | 'verdict';
  startedAt: Instant;
}

/** S1, S3. A running promise of an admin's answer. */
export type Clock = ClockCommon &
  (
    | { state: 'running'; dueAt: Instant }
    | { state: 'paused'; pausedAt: Instant; remaining: Duration }
    | { state: 'stopped'; stoppedAt: Instant; dueAt: Instant }
  );

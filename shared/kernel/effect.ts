import type { Header } from '#kernel/process.ts';
import type { About, Subject } from '#kernel/subject.ts';
import type { Duration, Instant } from '#kernel/time.ts';
import type { TraceStamp } from '#kernel/trace.ts';

/** One thing to do outside the store, as data. What more it needs is read again when it is performed: its process, loaded for it. */
export interface AnyEffect extends About {
  kind: string;
}

/** An effect and when: at once, or not before an instant. */
export interface Wanted<E extends AnyEffect> {
  effect: E;
  notBefore?: Instant;
  /** A look after something that almost always ends by itself: it costs no task, the sweep takes it up when it is due. */
  patient?: true;
}

/**
 * One effect, from the commit that asked for it to its end. Its trace (X8) is that in which it was asked for.
 * `waiting`: to be dispatched (again). `leased`: someone performs it until `leaseUntil`. The rest are final.
 */
export interface OutboxEntry<E extends AnyEffect = AnyEffect> extends TraceStamp {
  key: string;
  kind: E['kind'];
  subject: Subject;
  /** Version of the subject whose commit asked for it; absent where no commit did. */
  version?: number;
  effect: E;
  state: 'waiting' | 'leased' | 'done' | 'cancelled' | 'dead';
  /** True while waiting or leased, and of a dead one while the sweep is to replay it. */
  open: boolean;
  createdAt: Instant;
  /** Not to be performed before. */
  dueAt: Instant;
  /** From when the sweep calls it overdue: due or lease end plus a grace. */
  sweepAt: Instant;
  /** Number of the task that was made for it last, which its name carries; 0: only the sweep makes one. */
  dispatches: number;
  attempts: number;
  leaseUntil?: Instant;
  /** Who holds the lease: key, dispatch and attempt, which together name one worker, so that a late one knows that it lost it. */
  leaseToken?: string;
  /** When its last attempt took it. */
  begunAt?: Instant;
  finishedAt?: Instant;
  /** Causes of failed attempts, newest last, at most 10. */
  errors: { at: Instant; message: string }[];
  /** B5. How often it was taken up again after it had been given up. */
  replays?: number;
}

/** What the timeline says of an effect that a version asked for. */
export interface Asked {
  key: string;
  kind: string;
  dueAt: Instant;
}

/** What the kernel must know of a kind of effect. */
export interface EffectRule {
  /** The task is dead after this many attempts; the effect then too. */
  maxAttempts: number;
  minBackoff: Duration;
  maxBackoff: Duration;
  /** How long one attempt may take before the queue gives up on its answer. */
  deadline: Duration;
  /** B5, B6. How often the sweep replays it once it was given up, each time after twice as long: for what nothing else would ever ask for again. */
  replays: number;
  /** Kinds of processes whose state it is given: without the process it is given up. Of any other subject it knows the name alone. */
  subjects: readonly string[];
  /** What its process must hear when it is given up: without it, it would wait for ever. */
  onGivenUp(
    given: { key: string; effect: AnyEffect; subject: Subject; state: unknown },
    why: string,
  ): ((at: Instant) => Header) | undefined;
}

import type { Expectation } from '#contexts/backends/domain/slots.ts';
import { largest } from '#kernel/lists.ts';
import type { Duration, Instant } from '#kernel/time.ts';

/** B2. What is to become of a backend that is being drained, before it can be worked on. Why, by whom and since when says its flag. */
export interface Drain {
  /** `stop`: what runs and may run again is stopped. `wait`: it is waited for. */
  mode: 'stop' | 'wait';
  /** What then still runs and may run again is stopped, also where it was waited for. */
  deadline?: Instant;
  /** It goes on by itself when its agent was silent and is heard again. */
  resumesAtReturn?: true;
  /** When its deadline passed before it was ready. */
  overdueAt?: Instant;
  /** When nothing ran any more. Nothing can have started since. */
  readyAt?: Instant;
}

/** What still runs on a backend. */
export interface Use {
  /** `turn`: a request has it alone. `slots`: something shares it. `task`: its agent has not confirmed an end. */
  kind: 'turn' | 'slots' | 'task';
  name: string;
  since: Instant;
  /** As far as anything is known of how long such a thing takes. */
  expectedEnd?: Instant;
  expectedFrom?: Expectation | 'turns';
  /** When its agent was asked to stop it: from then on its own length says nothing. */
  stoppingSince?: Instant;
}

export interface Awaited extends Use {
  /**
   * `expected`: its end is. `slow`: it was. `unknown`: nothing is known of its length. `stopping`: its agent was asked to end it, and has not confirmed.
   * `never`: not before somebody does something.
   */
  pace: 'expected' | 'slow' | 'unknown' | 'stopping' | 'never';
  /** What that is, with `never`. */
  why?: string;
}

export interface Seen {
  /** Since when the backend's agent is silent; undefined while it is heard, and where it has none. */
  silentSince?: Instant;
  now: Instant;
}

/** All that a drain waits for, the longest first. None, and it is ready. */
export function awaited(uses: readonly Use[], { silentSince, now }: Seen): Awaited[] {
  return uses
    .map((use): Awaited => {
      if (silentSince !== undefined) return { ...use, pace: 'never', why: 'its agent is silent, so nobody confirms its end' };
      if (use.stoppingSince !== undefined) return { ...use, pace: 'stopping' };
      if (use.expectedEnd === undefined) return { ...use, pace: 'unknown' };
      return { ...use, pace: use.expectedEnd < now ? 'slow' : 'expected' };
    })
    .toSorted((a, b) => a.since - b.since || (a.name < b.name ? -1 : 1));
}

/** What a drain that waits has to wait for. */
export interface Outlook {
  running: number;
  /** When the last of them is expected to end; undefined where that of one is not known, or was before. */
  freeBy?: Instant;
  /** How many of them are so. */
  slow: number;
  unknown: number;
  stopping: number;
  never: number;
}

export function outlookOf(all: readonly Awaited[]): Outlook {
  const count = (pace: Awaited['pace']): number => all.filter((one) => one.pace === pace).length;
  const isKnown = all.length > 0 && count('expected') === all.length;
  const last = largest(
    0,
    all.map(({ expectedEnd = 0 }) => expectedEnd),
  );
  return {
    running: all.length,
    ...(isKnown ? { freeBy: last } : {}),
    slow: count('slow'),
    unknown: count('unknown'),
    stopping: count('stopping'),
    never: count('never'),
  };
}

/** From what an end is expected, for people. */
export const expectations: Readonly<Record<NonNullable<Use['expectedFrom']>, string>> = {
  itself: 'how long it took here before',
  backend: 'nine of ten such operations here took no longer',
  turns: 'how long turns usually take here',
};

/** What a drain that stops, or whose deadline is over, does with each kind of what runs, for people. */
export const atDeadline: Readonly<Record<Use['kind'], string>> = {
  turn: 'a job that is safe to run again is stopped, and runs again afterwards; a deployment, a test by hand and any other job go on to their end',
  slots: 'stopped, and runs again afterwards by itself',
  task: 'waited for: only the agent can tell that it is over',
};

/** When somebody has to look again: soon at first, then more and more rarely, and at the deadline. */
export function nextLook({ deadline, overdueAt }: Drain, since: Instant, now: Instant, scale: number): Duration {
  const every = Math.min(MOST_BETWEEN, Math.max(LEAST_BETWEEN, (now - since) / scale / 10)) * scale;
  return overdueAt === undefined && deadline !== undefined && deadline > now ? Math.min(every, deadline - now) : every;
}

const LEAST_BETWEEN: Duration = 5_000;
const MOST_BETWEEN: Duration = 60_000;

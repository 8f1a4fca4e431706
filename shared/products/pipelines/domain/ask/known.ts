import type { Instant } from '#kernel/time.ts';

/** How an action ended in this workspace on this backend, cancelled ones left out: those count as never run. */
export interface KnownOutcome {
  job: string;
  run: string;
  succeeded: boolean;
  /** Digest of what the action was: another one is another action under the same name. */
  definition: string;
  commit: string;
  endedAt: Instant;
}

/** What is known of an action in one workspace on one backend. */
export interface KnownAction {
  /** A job of it waits or is at work, of whatever run. */
  active?: { job: string; run: string };
  /** How it ended last. */
  newest?: KnownOutcome;
}

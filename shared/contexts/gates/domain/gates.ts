import type { Instant } from '#kernel/time.ts';
import type { Hindrance } from '#contexts/gates/domain/hindrance.ts';

export const gateNames = ['pull_request', 'checks', 'reviewers', 'registry', 'test_file', 'audit'] as const;
export type GateName = (typeof gateNames)[number];

/** G7. `why` says what to do and who acts, in one sentence for people. */
export interface Gate {
  gate: GateName;
  state: 'passed' | 'failed' | 'pending' | 'skipped';
  why: string;
  /** All that keeps it from passing, one by one: what a waiver is of. */
  hindrances?: Hindrance[];
  /** G7. The host could not be asked: nothing is known but what was known before. */
  unseen?: true;
}

/** A gate without its name. */
export type Judged = Omit<Gate, 'gate'>;

/** G7. What an admin has passed over, as they saw it: it covers no more, and no other commit or base than this one. */
export interface Waiver {
  gate: GateName;
  reason: string;
  by: string;
  at: Instant;
  headSha?: string;
  /** Name of the base. */
  baseRef?: string;
  /** Waivers of earlier versions have none: they were of the audit alone, and cover all of it. */
  covers?: Hindrance[];
  /** B4. The operator through whom they gave it. */
  operator?: string;
  /** It counts no more, since the commit, the base or the pull request is another; or since the gate that could not be seen was seen. */
  ended?: 'push' | 'base' | 'elsewhere' | 'seen';
}

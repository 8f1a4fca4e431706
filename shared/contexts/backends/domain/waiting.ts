import type { Instant } from '#kernel/time.ts';

/** Something that waits for slots of a backend. */
export interface Waiting {
  id: string;
  workspace: string;
  /** What must not be done twice at once. */
  key: string;
  pool: string;
  weight: number;
  /** Since when it waits; kept when it was interrupted. */
  since: Instant;
  /** It ran, and was interrupted. */
  isRerun: boolean;
  usesDatabase: boolean;
  /** It is to end, and will never start. */
  cancelled?: Said;
  /** What it needs is not there yet. */
  dependency?: Said;
}

interface Said {
  since: Instant;
  why: string;
}

/** B3. Why something waits, in the order in which it is judged; the list is closed. */
export const waitCodes = [
  'cancelled',
  'paused',
  'draining',
  'maintenance',
  'dependency',
  'same_action',
  'never_here',
  'backend_taken',
  'no_slot',
  'kept_for_another',
] as const;

type WaitCode = (typeof waitCodes)[number];

/** Why, since when, and who can change it; `time`: nobody has to do anything. */
export interface Wait {
  code: WaitCode;
  why: string;
  since: Instant;
  who: 'owner' | 'operator' | 'settings' | 'time';
}

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
  /** It could not be started, and is not tried again so soon. */
  backoff?: Said;
}

interface Said {
  since: Instant;
  why: string;
}

/** B3. Why something waits, a step of a plan or what is to be started on a backend, in the order in which it is judged; the list is closed. */
export const waitCodes = [
  'cancelled',
  'paused',
  'draining',
  'maintenance',
  'dependency',
  'held',
  'backoff',
  'same_action',
  'never_here',
  'backend_taken',
  'no_slot',
  'kept_for_another',
] as const;

export type WaitCode = (typeof waitCodes)[number];

/** Who can change that something waits: whoever asked for it, whoever runs the backend, whoever keeps the settings; or time alone, and nobody has to do anything. */
export type Changer = 'owner' | 'operator' | 'settings' | 'time';

/** Why, since when, and who can change it. */
export interface Wait {
  code: WaitCode;
  why: string;
  since: Instant;
  who: Changer;
}

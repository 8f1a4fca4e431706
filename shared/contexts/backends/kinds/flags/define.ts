/** What of all that is done on a backend. */
export type Reach = 'database' | 'all';

/** Something about a backend that somebody, or a probe, has said and takes back (B1, B2). */
export interface FlagKind {
  /** For people: `paused`. */
  label: string;
  /** Operators raise and lower it (`rehearsal backends raise`); otherwise a command of its own, or a probe does. */
  byHand: boolean;
  /** B3. As which reason it is told to what waits because of it. */
  code?: 'paused' | 'draining' | 'maintenance';
  /** What does not start there while it is up: what uses the database, or nothing at all. Who wants the backend alone is kept from it by either. Left out, it is told and holds nothing back. */
  blocks?: Reach;
  /** B2. What runs is stopped when it goes up, and runs again by itself, if it may; the reason stands on the record (R10). Left out, what runs goes on. */
  interrupts?: { what: Reach; reason: 'maintenance' | 'drain' };
  /** B8. A probe raises and lowers it. */
  isFound?: true;
  /** B8. No probe is asked while it is up, so that what they found is taken back when it goes up: nobody would see the end of it. */
  endsProbes?: true;
}

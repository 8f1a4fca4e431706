/** Something about a backend that somebody, or a probe, has said and takes back (B1, B2). */
export interface FlagKind {
  /** For people: `paused`. */
  label: string;
  /** Operators raise and lower it (`rehearsal backends raise`); otherwise a probe does. */
  byHand: boolean;
  /** Nothing new starts there while it is up. */
  blocksStart: boolean;
  /** B2. What runs is to be interrupted when it goes up, and to run again by itself. Nobody heeds it yet: the first flag that needs it brings that. */
  interrupts: boolean;
}

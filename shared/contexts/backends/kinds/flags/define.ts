/** Something about a backend that somebody, or a probe, has said and takes back (B1, B2). */
export interface FlagKind {
  /** For people: `paused`. */
  label: string;
  /** Nothing new starts there while it is up. */
  blocksStart: boolean;
  /** What runs is interrupted when it goes up, and runs again by itself. */
  interrupts: boolean;
}

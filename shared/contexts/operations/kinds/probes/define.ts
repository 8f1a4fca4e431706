import type { FlagName } from '#contexts/backends/domain/state.ts';

/** Something that a backend is asked again and again (B8). It is answered by an exit code: one that the settings say, and 0 for the contrary. */
export interface ProbeKind {
  /** For people. */
  asks: string;
  /** Up from when it was found until it was found to be over. */
  flag: Extract<FlagName, 'maintenance_detected' | 'data_unsound'>;
  /** What is said where it is found, and where it is not. */
  found: string;
  clear: string;
  /** Seconds, where the settings say nothing. */
  every: number;
  timeout: number;
}

import type { Change } from '#domain/intake/submission.ts';

/** Which step of which lease. */
export interface StepKey {
  requestId: string;
  backend: string;
  fencing: number;
  step: string;
}

/** One step of a deployment that a program carries out. */
export interface StepOrder extends StepKey {
  change: Change;
  testRef: string;
  testSha: string;
}

/**
 * Starts deployment steps of the kinds that programs carry out (D2). Idempotent by request, lease and step: calling again
 * while it runs, or after it ended, starts nothing new; a start whose answer was lost is found again. The end is reported by whoever
 * carries it out, or, where `lookAtStep` is there, seen by looking. Throws when the program cannot be reached.
 */
export interface Deployer {
  /** `refused`: nothing was started and nothing will be. */
  startStep(order: StepOrder): Promise<void | { refused: string }>;
  lookAtStep?(step: StepKey): Promise<StepSeen>;
  /** Asks to stop it, if it runs; as often as it is called. */
  cancelStep?(step: StepKey): Promise<void>;
}

/** `note` is for people: what came of each part, and where the log is. */
export type StepSeen = { seen: 'under_way' } | { seen: 'missing' } | { seen: 'ended'; passed: boolean; note: string };

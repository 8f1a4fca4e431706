import type { Change } from '#domain/intake/submission.ts';

/** One step of a deployment that a program carries out. */
export interface StepOrder {
  requestId: string;
  backend: string;
  fencing: number;
  step: string;
  change: Change;
  testRef: string;
  testSha: string;
}

/**
 * Starts deployment steps of the kinds that programs carry out (D2). Idempotent by request, lease and step: calling again
 * while it runs, or after it ended, starts nothing new. The end is reported by whoever carries it out.
 */
export interface Deployer {
  startStep(order: StepOrder): Promise<void>;
}

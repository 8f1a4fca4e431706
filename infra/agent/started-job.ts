import type { ActionResult } from '#contexts/operations/domain/action/result.ts';
import type { Outcome } from './outcome.ts';

/** A job that was begun, or is found again, whatever holds it. */
export interface StartedJob {
  /** How it ended by itself, or was ended. */
  ended: Promise<Outcome>;
  /** SIGTERM, after `grace` milliseconds SIGKILL. Resolves when nobody of it is left, and not before. */
  end(grace: number): Promise<void>;
  /** Bytes that all of it has now. */
  memory(): number;
  /** R16. It said more than may be written. */
  isOverOutput(): boolean;
  measured(): Pick<ActionResult, 'runtime' | 'metrics'>;
  /** What the job was given goes; to be called once nobody of it is left. */
  clear(): Promise<void>;
}

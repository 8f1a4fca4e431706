import type { Action } from '#products/pipelines/domain/plan-file/plan.ts';

/** What an action runs, as it was read at the commit of its run. It never changes. */
export interface JobSpec {
  /** With its version. */
  image: string;
  /** The words of the command, without the image. */
  args: readonly string[];
  /** The whole command as one line, for people. */
  runCommand: string;
  outputs: Action['outputs'];
  /** Names of actions. */
  needs: readonly string[];
  usesDatabase: boolean;
  /** Another repository than the study’s: that of a reusable action, at its tag’s commit. */
  checkout?: { owner: string; repository: string; commit: string };
  /** K2. Digest of what the action is: another one under its name is not the same. */
  definition: string;
  /** B7. */
  pool: string;
  weight: number;
}

import type { PlannedStep } from '#contexts/plans/domain/page.ts';
import type { Reason } from '#contexts/plans/domain/ready.ts';
import type { Counts } from '#contexts/plans/domain/state.ts';
import type { StepState } from '#contexts/plans/domain/step.ts';
import type { JobState } from '#products/pipelines/domain/job/state.ts';
import type { RunState } from '#products/pipelines/domain/run/state.ts';

export interface ActionsAsked {
  state?: StepState | undefined;
  /** Part of their names. */
  name?: string | undefined;
  /** Number of the first that is looked at. */
  from: number;
}

export interface ShownAction {
  /** Its place in the file. */
  number: number;
  step: PlannedStep;
  /** Its own, or the one that counts for it. */
  job?: JobState;
  /** B3. Why it waits. */
  reason?: Reason;
}

export interface ShownRun {
  run: RunState;
  counts: Counts;
  actions: ShownAction[];
  /** Number of the next one that is looked at, where there are more. */
  next: number | undefined;
}

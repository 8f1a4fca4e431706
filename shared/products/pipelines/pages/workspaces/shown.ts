import type { WorkspaceState } from '#products/pipelines/domain/workspace/state.ts';
import type { OutcomeDocument, RunDocument } from '#products/pipelines/stored/runs.ts';

export interface ShownWorkspace {
  workspace: WorkspaceState;
  /** Those that run pipelines. */
  backends: string[];
  /** The one whose outcomes are shown; undefined where nothing runs pipelines. */
  backend: string | undefined;
  outcomes: OutcomeDocument[];
  /** Name of the last action of the page, where more follow. */
  next: string | undefined;
  runs: RunDocument[];
}

import type { CancelReason, RunResult } from '#contexts/operations/domain/run/state.ts';

export const outcomeLabels: Record<RunResult['outcome'], string> = { succeeded: 'Succeeded', unclear: 'Unclear', failed: 'Failed' };

export const cancelLabels: Record<CancelReason, string> = {
  gates: 'a gate no longer held before it started',
  contributor: 'withdrawn by the contributor',
  admin: 'stopped by an admin',
  maintenance: 'the backend is in maintenance',
  drain: 'the backend is being drained',
  superseded: 'something newer replaced it',
  cutoff: 'the release was cut',
  timeout: 'it took too long',
};

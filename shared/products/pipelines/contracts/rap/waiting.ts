import { flagKind, flagNames, reaches, type BackendState } from '#contexts/backends/domain/state.ts';
import type { WaitingCode } from '#products/pipelines/domain/job/shown.ts';
import type { JobState } from '#products/pipelines/domain/job/state.ts';

/** B3. Why a job waits, as its backend stands now; undefined where what took its last attempt away is all there is to say. */
export function codeOf(job: JobState, { flags }: Pick<BackendState, 'flags'>): WaitingCode | undefined {
  if (job.state !== 'waiting') return undefined;
  const { usesDatabase, pool } = job.spec;
  const up = new Set(
    flagNames
      .filter((flag) => flags[flag] !== undefined && reaches(flagKind(flag).blocks, usesDatabase))
      .map((flag) => flagKind(flag).code),
  );
  if (up.has('paused') || up.has('draining')) return job.after === 'drain' ? 'waiting_on_reboot' : 'paused';
  if (up.has('maintenance')) return 'waiting_db_maintenance';
  if (job.after !== undefined || job.attempt !== undefined) return undefined;
  return pool === 'database' ? 'waiting_on_db_workers' : 'waiting_on_workers';
}

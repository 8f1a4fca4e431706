import type { Job } from '#contexts/plans/domain/job/state.ts';
import type { GateName } from '#contexts/gates/domain/gates.ts';

/** G7. The field of one gate; its value says as what it was seen. */
export function gateField(gate: GateName): string {
  return `waive_${gate}`;
}

/** A9. The tick of one job. */
export function jobField({ index }: Job): string {
  return `jobs[${index}].told`;
}

export function approvedJobs({ jobs }: { jobs: readonly Job[] }): Job[] {
  return jobs.filter((job) => job.state === 'approved');
}

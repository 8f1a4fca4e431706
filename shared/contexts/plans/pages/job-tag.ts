import type { Job } from '#contexts/plans/domain/job/state.ts';
import { tag } from '#html/elements.ts';
import type { Html } from '#html/markup.ts';

export const jobStateLabels: Record<Job['state'], string> = {
  waiting: 'Waiting',
  running: 'Running',
  awaiting_verdict: 'Waiting for a verdict',
  invalid_data_found: 'Invalid data found',
  on_hold: 'On hold',
  approved: 'Approved',
  rejected: 'Rejected',
  cancelled: 'Cancelled',
};

export function jobTag(job: Job): Html {
  const tone =
    job.state === 'approved'
      ? 'good'
      : job.state === 'rejected' || job.state === 'invalid_data_found'
        ? 'bad'
        : job.state === 'awaiting_verdict'
          ? 'wait'
          : 'plain';
  return tag(jobStateLabels[job.state], tone);
}

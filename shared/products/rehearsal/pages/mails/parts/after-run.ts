import type { Job } from '#contexts/plans/domain/job/state.ts';
import { jobOf } from '#products/rehearsal/pages/mails/parts/evidence.ts';
import type { Writing } from '#products/rehearsal/pages/mails/mail-input.ts';

/** What comes after a run of the job that the mail is about. */
export function nextOf(writing: Writing): string {
  const job = jobOf(writing);
  return job === undefined ? NOTHING : nexts[job.state];
}

const NOTHING = 'No action is needed from you now.';
const AGAIN = 'No action is needed from you: it will run again.';

const nexts: Readonly<Record<Job['state'], string>> = {
  waiting: AGAIN,
  running: AGAIN,
  awaiting_verdict: 'No action is needed from you: an admin looks at the outcome and decides.',
  invalid_data_found: 'Another mail asks you to decide what happens to the data it found.',
  on_hold: NOTHING,
  approved: NOTHING,
  rejected: NOTHING,
  cancelled: NOTHING,
};

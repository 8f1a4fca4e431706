import type { Job } from '#domain/job/state.ts';
import { jobOf } from '#pages/mails/parts/evidence.ts';
import type { Writing } from '#pages/mails/mail-input.ts';

/** What comes after a run of the job that the mail is about. */
export function nextOf(writing: Writing): string {
  const job = jobOf(writing);
  return job === undefined ? NOTHING : nexts[job.state];
}

const NOTHING = 'Nothing is asked of you now.';
const AGAIN = 'Nothing is asked of you: it will run again.';

const nexts: Readonly<Record<Job['state'], string>> = {
  waiting: AGAIN,
  running: AGAIN,
  awaiting_verdict: 'Nothing is asked of you by this mail: an admin looks at the outcome and decides.',
  invalid_data_found: 'You get a mail of its own that asks what happens with the data it found.',
  on_hold: NOTHING,
  approved: NOTHING,
  rejected: NOTHING,
  cancelled: NOTHING,
};

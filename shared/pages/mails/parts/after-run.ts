import { jobOf } from '#pages/mails/parts/evidence.ts';
import type { Writing } from '#pages/mails/mail-input.ts';

export function nextOf(writing: Writing): string {
  const job = jobOf(writing);
  switch (job?.state) {
    case 'awaiting_verdict':
      return 'Nothing is asked of you by this mail: an admin looks at the outcome and decides.';
    case 'waiting':
    case 'running':
      return 'Nothing is asked of you: it will run again.';
    case 'invalid_data_found':
      return 'You get a mail of its own that asks what happens with the data it found.';
    default:
      return 'Nothing is asked of you now.';
  }
}

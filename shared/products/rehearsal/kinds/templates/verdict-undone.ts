import { aboutJobs } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** A5. One, or all that were taken back at once. */
export const verdictUndone = defineTemplate({
  about: 'request',
  data: aboutJobs,
});

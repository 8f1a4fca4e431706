import { aboutJobs } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** A5. One, or all that were taken back at once. */
export const verdictUndone = defineTemplate({
  about: 'request',
  data: aboutJobs,
});

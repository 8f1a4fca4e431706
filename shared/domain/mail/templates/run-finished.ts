import { aboutJobs } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** N6. One run, or all whose verdicts are wanted together. */
export const runFinished = defineTemplate({
  about: 'request',
  data: aboutJobs,
});

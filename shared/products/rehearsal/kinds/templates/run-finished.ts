import { aboutJobs } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** N6. One run, or all whose verdicts are wanted together. */
export const runFinished = defineTemplate({
  about: 'request',
  data: aboutJobs,
});

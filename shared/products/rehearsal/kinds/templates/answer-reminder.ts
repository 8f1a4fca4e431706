import { z } from 'zod';
import { mayNameJob, ofClock, ofQuestion } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** S2. For whoever can answer, with the links again. */
export const answerReminder = defineTemplate({
  about: 'request',
  urgent: true,
  data: z.strictObject({ ...ofClock, ...ofQuestion, ...mayNameJob }),
});

import { z } from 'zod';
import { mayNameJob, ofClock } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** S2. For those who cannot answer, but should know. */
export const answerAwaited = defineTemplate({
  about: 'request',
  urgent: true,
  data: z.strictObject({ ...ofClock, ...mayNameJob }),
});

import { z } from 'zod';
import { ofJob } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** A9. What was approved went wrong in production. */
export const productionFailed = defineTemplate({
  about: 'request',
  urgent: true,
  data: z.strictObject(ofJob),
});

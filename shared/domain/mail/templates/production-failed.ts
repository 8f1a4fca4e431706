import { z } from 'zod';
import { ofJob } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** A9. What was approved went wrong in production. */
export const productionFailed = defineTemplate({
  about: 'request',
  urgent: true,
  data: z.strictObject(ofJob),
});

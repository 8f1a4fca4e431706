import { z } from 'zod';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** B5. Promised work was given up. */
export const deadLetters = defineTemplate({
  about: 'notice',
  urgent: true,
  alarm: true,
  data: z.strictObject({ note: z.string() }),
});

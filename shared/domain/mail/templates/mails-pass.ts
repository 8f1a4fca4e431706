import { z } from 'zod';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** N1. It takes them again. */
export const mailsPass = defineTemplate({
  about: 'notice',
  alarm: true,
  data: z.strictObject({ note: z.string() }),
});

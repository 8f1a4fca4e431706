import { z } from 'zod';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** N1. The mail server says no. */
export const mailsRefused = defineTemplate({
  about: 'notice',
  urgent: true,
  alarm: true,
  data: z.strictObject({ note: z.string() }),
});

import { z } from 'zod';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** B9. */
export const agentSilent = defineTemplate({
  about: 'notice',
  urgent: true,
  alarm: true,
  data: z.strictObject({ note: z.string() }),
});

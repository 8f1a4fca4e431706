import { z } from 'zod';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** B9. No alarm any more. */
export const agentBack = defineTemplate({
  about: 'notice',
  alarm: true,
  data: z.strictObject({ note: z.string() }),
});

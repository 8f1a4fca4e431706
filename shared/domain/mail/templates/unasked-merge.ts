import { z } from 'zod';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** N5. Nobody had even asked for a rehearsal. */
export const unaskedMerge = defineTemplate({
  about: 'notice',
  urgent: true,
  data: z.strictObject({ note: z.string() }),
});

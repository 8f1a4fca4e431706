import { z } from 'zod';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** W3. */
export const signIn = defineTemplate({
  about: 'notice',
  urgent: true,
  data: z.strictObject({ ask: z.string(), until: z.number(), last: z.literal(true).optional() }),
});

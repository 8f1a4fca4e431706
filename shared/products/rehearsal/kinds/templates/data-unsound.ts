import { z } from 'zod';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** B8. */
export const dataUnsound = defineTemplate({
  about: 'notice',
  urgent: true,
  alarm: true,
  data: z.strictObject({ backend: z.string(), since: z.int() }),
});

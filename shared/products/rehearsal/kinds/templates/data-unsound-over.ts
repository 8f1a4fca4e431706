import { z } from 'zod';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** B8. No alarm any more. `asked`: a check found it to be over; otherwise nobody checks any more. */
export const dataUnsoundOver = defineTemplate({
  about: 'notice',
  alarm: true,
  data: z.strictObject({ backend: z.string(), /** From when it was found. */ since: z.int(), asked: z.boolean() }),
});

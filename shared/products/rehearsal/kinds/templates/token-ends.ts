import { z } from 'zod';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** B10. A token ends soon, and what holds it is let in no more then. */
export const tokenEnds = defineTemplate({
  about: 'notice',
  data: z.strictObject({
    /** Its id, `client.ci.1`. */
    token: z.string(),
    label: z.string(),
    expiresAt: z.int(),
  }),
});

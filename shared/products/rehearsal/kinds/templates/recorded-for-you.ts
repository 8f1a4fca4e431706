import { z } from 'zod';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** W5. For whoever is named as having decided what somebody else put on the record. */
export const recordedForYou = defineTemplate({
  about: 'request',
  data: z.strictObject({
    /** The question whose answer it is; */ recorded: z.int().optional(),
    /** or the gates that it is about, and why. */ waived: z.string().optional(),
    reason: z.string().optional(),
    /** As records call them. */ through: z.string(),
  }),
});

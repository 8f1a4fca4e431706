import { z } from 'zod';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** W1. The answer, for the contributor. */
export const concernAnswered = defineTemplate({
  about: 'request',
  data: z.strictObject({ /** The question whose answer is told. */ answered: z.int() }),
});

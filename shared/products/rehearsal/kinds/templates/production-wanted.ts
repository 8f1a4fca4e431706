import { asking } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** A9. What happened in production? */
export const productionWanted = defineTemplate({
  about: 'request',
  asks: ['production'],
  data: asking,
});

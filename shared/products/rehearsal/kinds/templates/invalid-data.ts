import { asking } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** R13. An audit found other than was expected. */
export const invalidData = defineTemplate({
  about: 'request',
  asks: ['hold'],
  data: asking,
});

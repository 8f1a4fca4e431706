import { asking } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** Q2. The contributor has to answer. */
export const returned = defineTemplate({
  about: 'request',
  asks: ['return'],
  data: asking,
});

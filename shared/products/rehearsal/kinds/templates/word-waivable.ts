import { asking } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** R13. The same, for the admins. */
export const wordWaivable = defineTemplate({
  about: 'request',
  asks: ['word_waiver'],
  data: asking,
});

import { asking } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** R13. The same, for the admins. */
export const wordWaivable = defineTemplate({
  about: 'request',
  asks: ['word_waiver'],
  data: asking,
});

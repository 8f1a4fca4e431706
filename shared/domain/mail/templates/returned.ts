import { asking } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** Q2. The contributor has to answer. */
export const returned = defineTemplate({
  about: 'request',
  asks: ['return'],
  data: asking,
});

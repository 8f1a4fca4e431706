import { asking } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** Q2. The ball is with the contributor. */
export const returned = defineTemplate({
  about: 'request',
  asks: ['return'],
  data: asking,
});

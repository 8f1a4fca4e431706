import { asking } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** I11. A newer request is about the same. */
export const supersedeOffer = defineTemplate({
  about: 'request',
  asks: ['supersede'],
  data: asking,
});

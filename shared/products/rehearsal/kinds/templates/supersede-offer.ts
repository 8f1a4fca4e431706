import { asking } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** I11. A newer request is about the same. */
export const supersedeOffer = defineTemplate({
  about: 'request',
  asks: ['supersede'],
  data: asking,
});

import { asking } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** I16. The only one that may go to an address that nobody has confirmed. */
export const confirmAddress = defineTemplate({
  about: 'request',
  asks: ['confirm'],
  urgent: true,
  toUnproven: true,
  data: asking,
});

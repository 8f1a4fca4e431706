import { asking } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** G7. Nobody but an admin can open it, or it has hung for too long. */
export const gatesWaivable = defineTemplate({
  about: 'request',
  asks: ['gates'],
  data: asking,
});

import { asking } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** C8. Whoever may override the freeze has the links. */
export const turnHeld = defineTemplate({
  about: 'request',
  asks: ['freeze'],
  data: asking,
});

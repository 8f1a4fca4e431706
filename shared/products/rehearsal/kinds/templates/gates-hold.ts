import { nothing } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** G9. What had fallen holds again. */
export const gatesHold = defineTemplate({
  about: 'request',
  data: nothing,
});

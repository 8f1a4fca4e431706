import { nothing } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** G9. What had fallen holds again. */
export const gatesHold = defineTemplate({
  about: 'request',
  data: nothing,
});

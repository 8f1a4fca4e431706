import { nothing } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** G10. It is to be merged into another base. */
export const baseMoved = defineTemplate({
  about: 'request',
  data: nothing,
});

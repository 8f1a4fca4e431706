import { nothing } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** G10. It is to be merged into another base. */
export const baseMoved = defineTemplate({
  about: 'request',
  data: nothing,
});

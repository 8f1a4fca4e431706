import { nothing } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** G11. Every admin who might decide is an author. */
export const nobodyDecides = defineTemplate({
  about: 'request',
  data: nothing,
});

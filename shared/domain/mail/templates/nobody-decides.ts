import { nothing } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** G11. Every admin who might decide is an author. */
export const nobodyDecides = defineTemplate({
  about: 'request',
  data: nothing,
});

import { nothing } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** A6. */
export const completed = defineTemplate({
  about: 'request',
  data: nothing,
});

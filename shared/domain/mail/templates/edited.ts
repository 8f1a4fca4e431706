import { nothing } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** Q2. Answers were changed. */
export const edited = defineTemplate({
  about: 'request',
  data: nothing,
});

import { nothing } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** Q2. It ends, or another takes its place (I11). */
export const withdrawn = defineTemplate({
  about: 'request',
  data: nothing,
});

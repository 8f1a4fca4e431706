import { nothing } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** Q2. It ends, or another takes its place (I11). */
export const withdrawn = defineTemplate({
  about: 'request',
  data: nothing,
});

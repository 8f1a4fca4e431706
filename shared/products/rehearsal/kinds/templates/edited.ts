import { nothing } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** Q2. Answers were changed. */
export const edited = defineTemplate({
  about: 'request',
  data: nothing,
});

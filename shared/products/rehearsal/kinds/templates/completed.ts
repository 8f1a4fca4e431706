import { nothing } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** A6. */
export const completed = defineTemplate({
  about: 'request',
  data: nothing,
});

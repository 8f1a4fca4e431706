import { nothing } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** A4. What went wrong, and the way back in. */
export const rejected = defineTemplate({
  about: 'request',
  data: nothing,
});

import { nothing } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** A3. Approved, and not merged all the same. */
export const mergeRefused = defineTemplate({
  about: 'request',
  data: nothing,
});

import { nothing } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** N5. Merged, and not fully tested. */
export const untestedMerge = defineTemplate({
  about: 'request',
  urgent: true,
  data: nothing,
});

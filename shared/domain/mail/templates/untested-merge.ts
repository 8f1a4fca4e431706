import { nothing } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** N5. Merged, and not fully tested. */
export const untestedMerge = defineTemplate({
  about: 'request',
  urgent: true,
  data: nothing,
});

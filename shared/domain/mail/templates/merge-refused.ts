import { nothing } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** A3. Approved, and not merged all the same. */
export const mergeRefused = defineTemplate({
  about: 'request',
  data: nothing,
});

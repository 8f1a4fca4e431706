import { nothing } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** A4. What went wrong, and the way back in. */
export const rejected = defineTemplate({
  about: 'request',
  data: nothing,
});

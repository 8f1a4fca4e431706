import { nothing } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** A3. */
export const approved = defineTemplate({
  about: 'request',
  data: nothing,
});

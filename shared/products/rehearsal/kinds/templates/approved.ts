import { nothing } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** A3. */
export const approved = defineTemplate({
  about: 'request',
  data: nothing,
});

import { nothing } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** Q3. It waits for its turn. */
export const accepted = defineTemplate({
  about: 'request',
  data: nothing,
});

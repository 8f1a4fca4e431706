import { nothing } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** Q3. It waits for its turn. */
export const accepted = defineTemplate({
  about: 'request',
  data: nothing,
});

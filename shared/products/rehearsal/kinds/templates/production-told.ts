import { asking } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** A9. To whoever told it, with the way to say it otherwise. */
export const productionTold = defineTemplate({
  about: 'request',
  data: asking,
});

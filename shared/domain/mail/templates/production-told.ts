import { asking } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** A9. To whoever told it, with the way to say it otherwise. */
export const productionTold = defineTemplate({
  about: 'request',
  data: asking,
});

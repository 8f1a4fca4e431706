import { asking } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** A9. What happened in production? */
export const productionWanted = defineTemplate({
  about: 'request',
  asks: ['production'],
  data: asking,
});

import { asking } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** W1. Somebody reports a problem. */
export const concern = defineTemplate({
  about: 'request',
  asks: ['concern'],
  data: asking,
});

import { asking } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** W1. Somebody reports a problem. */
export const concern = defineTemplate({
  about: 'request',
  asks: ['concern'],
  data: asking,
});

import { asking } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** A2. Somebody tries it by hand. */
export const manualTest = defineTemplate({
  about: 'request',
  asks: ['manual_test'],
  data: asking,
});

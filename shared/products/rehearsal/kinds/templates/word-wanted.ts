import { asking } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** R13. The contributor’s word on an audit. */
export const wordWanted = defineTemplate({
  about: 'request',
  asks: ['word'],
  data: asking,
});

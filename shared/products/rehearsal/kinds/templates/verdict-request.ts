import { asking } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** A1. */
export const verdictRequest = defineTemplate({
  about: 'request',
  asks: ['verdict', 'verdicts'],
  data: asking,
});

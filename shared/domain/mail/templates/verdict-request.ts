import { asking } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** A1. */
export const verdictRequest = defineTemplate({
  about: 'request',
  asks: ['verdict', 'verdicts'],
  data: asking,
});

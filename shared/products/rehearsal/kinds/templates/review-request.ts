import { asking } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** Q1. */
export const reviewRequest = defineTemplate({
  about: 'request',
  asks: ['review'],
  data: asking,
});

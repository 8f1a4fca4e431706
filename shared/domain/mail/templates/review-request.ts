import { asking } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** Q1. */
export const reviewRequest = defineTemplate({
  about: 'request',
  asks: ['review'],
  data: asking,
});

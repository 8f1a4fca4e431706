import { nothing } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** Q1. */
export const assigned = defineTemplate({
  about: 'request',
  data: nothing,
});

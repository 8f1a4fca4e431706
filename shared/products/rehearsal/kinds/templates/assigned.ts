import { nothing } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** Q1. */
export const assigned = defineTemplate({
  about: 'request',
  data: nothing,
});

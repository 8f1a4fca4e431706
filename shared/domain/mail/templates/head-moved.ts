import { nothing } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** G1. A new commit came. */
export const headMoved = defineTemplate({
  about: 'request',
  data: nothing,
});

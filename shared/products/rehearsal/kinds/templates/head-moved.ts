import { nothing } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** G1. A new commit came. */
export const headMoved = defineTemplate({
  about: 'request',
  data: nothing,
});

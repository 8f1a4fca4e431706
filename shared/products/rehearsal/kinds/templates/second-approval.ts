import { asking } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** A7. It takes two. */
export const secondApproval = defineTemplate({
  about: 'request',
  data: asking,
});

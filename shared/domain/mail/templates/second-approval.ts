import { asking } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** A7. It takes two. */
export const secondApproval = defineTemplate({
  about: 'request',
  data: asking,
});

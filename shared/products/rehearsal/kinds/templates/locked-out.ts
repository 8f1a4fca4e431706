import { aboutJob } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** X7. To whom, without a link. */
export const lockedOut = defineTemplate({
  about: 'request',
  urgent: true,
  data: aboutJob,
});

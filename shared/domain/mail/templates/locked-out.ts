import { aboutJob } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** X7. To whom, without a link. */
export const lockedOut = defineTemplate({
  about: 'request',
  urgent: true,
  data: aboutJob,
});

import { mayAsk } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** D2. Asks the admins what next; others are told only. */
export const deploymentFailed = defineTemplate({
  about: 'request',
  asks: ['deployment'],
  urgent: true,
  data: mayAsk,
});

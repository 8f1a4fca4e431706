import { mayAsk } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** D2. Asks the admins what next; others are told only. */
export const deploymentFailed = defineTemplate({
  about: 'request',
  asks: ['deployment'],
  urgent: true,
  data: mayAsk,
});

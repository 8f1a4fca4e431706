import { nothing } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** G7. Somebody of the pull request can put it right. */
export const gatesFailed = defineTemplate({
  about: 'request',
  data: nothing,
});

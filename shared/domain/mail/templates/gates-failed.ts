import { nothing } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** G7. Somebody of the pull request can put it right. */
export const gatesFailed = defineTemplate({
  about: 'request',
  data: nothing,
});

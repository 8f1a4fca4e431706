import { mayAsk } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** G9. Whoever may waive it has the links. */
export const gatesFell = defineTemplate({
  about: 'request',
  data: mayAsk,
});

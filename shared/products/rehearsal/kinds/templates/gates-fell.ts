import { mayAsk } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** G9. Whoever may waive it has the links. */
export const gatesFell = defineTemplate({
  about: 'request',
  data: mayAsk,
});

import { mayAsk } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** I10. Also brings new links for what every mail offers by the way (Q2). */
export const receipt = defineTemplate({
  about: 'request',
  data: mayAsk,
});

import { asking } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** D3. Is the change to blame? */
export const regression = defineTemplate({
  about: 'request',
  asks: ['regression'],
  data: asking,
});

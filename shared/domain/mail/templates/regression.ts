import { asking } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** D3. Is the change to blame? */
export const regression = defineTemplate({
  about: 'request',
  asks: ['regression'],
  data: asking,
});

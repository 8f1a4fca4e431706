import { asking } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** D2. A person does it while the backend is held. */
export const manualStep = defineTemplate({
  about: 'request',
  asks: ['manual_step'],
  urgent: true,
  data: asking,
});

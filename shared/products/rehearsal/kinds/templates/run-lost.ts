import { aboutJob } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** R4. Nobody can say what happened. */
export const runLost = defineTemplate({
  about: 'request',
  data: aboutJob,
});

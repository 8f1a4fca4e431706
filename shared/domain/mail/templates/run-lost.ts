import { aboutJob } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** R4. Nobody can say what happened. */
export const runLost = defineTemplate({
  about: 'request',
  data: aboutJob,
});

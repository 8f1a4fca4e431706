import { nothing } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** I19. For whoever’s it was. */
export const takenOver = defineTemplate({
  about: 'request',
  data: nothing,
});

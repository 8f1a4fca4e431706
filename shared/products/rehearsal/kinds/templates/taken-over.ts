import { nothing } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** I19. For whoever’s it was. */
export const takenOver = defineTemplate({
  about: 'request',
  data: nothing,
});

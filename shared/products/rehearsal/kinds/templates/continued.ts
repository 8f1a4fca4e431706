import { nothing } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** I19. It goes on at another pull request. */
export const continued = defineTemplate({
  about: 'request',
  data: nothing,
});

import { nothing } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** I19. It goes on at another pull request. */
export const continued = defineTemplate({
  about: 'request',
  data: nothing,
});

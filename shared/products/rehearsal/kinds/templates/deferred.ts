import { z } from 'zod';
import { ofRelease } from '#products/rehearsal/domain/mail/carried.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** C5. For the contributor. */
export const deferred = defineTemplate({
  about: 'request',
  data: z.strictObject({ ...ofRelease, reason: z.string() }),
});

import { z } from 'zod';
import { ofRelease } from '#domain/mail/carried.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** C5. For the release team. */
export const releaseReport = defineTemplate({
  about: 'notice',
  urgent: true,
  data: z.strictObject({ ...ofRelease, report: z.int(), note: z.string() }),
});

import { z } from 'zod';
import { ofRelease } from '#domain/mail/carried.ts';
import { requestsFromNote, toldRequests } from '#domain/mail/release-lines.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** C4. How the cut went. */
export const cutoffPassed = defineTemplate({
  about: 'notice',
  urgent: true,
  data: z.strictObject({ ...ofRelease, ...toldRequests }),
  fromNote: requestsFromNote,
});

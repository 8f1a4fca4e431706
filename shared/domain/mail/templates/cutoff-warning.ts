import { z } from 'zod';
import { ofRelease } from '#domain/mail/carried.ts';
import { requestsFromNote, toldRequests } from '#domain/mail/release-lines.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** C3. What is still missing, while there is time. */
export const cutoffWarning = defineTemplate({
  about: 'notice',
  data: z.strictObject({ ...ofRelease, ...toldRequests }),
  fromNote: requestsFromNote,
});

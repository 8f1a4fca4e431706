import { z } from 'zod';
import { ofRelease } from '#products/rehearsal/domain/mail/carried.ts';
import { requestsFromNote, toldRequests } from '#products/rehearsal/domain/mail/release-lines.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** C3. What is still missing, while there is time. */
export const cutoffWarning = defineTemplate({
  about: 'notice',
  data: z.strictObject({ ...ofRelease, ...toldRequests }),
  fromNote: requestsFromNote,
});

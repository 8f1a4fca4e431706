import { z } from 'zod';
import { ofRelease } from '#domain/mail/carried.ts';
import { requestsFromNote, toldRequests } from '#domain/mail/release-lines.ts';
import { defineTemplate } from '#domain/mail/templates/define.ts';

/** C6. The row was moved after it had been cut. */
export const cutoffMoved = defineTemplate({
  about: 'notice',
  data: z.strictObject({ ...ofRelease, ...toldRequests }),
  fromNote: requestsFromNote,
});

import { z } from 'zod';
import { ofRelease } from '#products/rehearsal/domain/mail/carried.ts';
import { requestsFromNote, toldRequests } from '#products/rehearsal/domain/mail/release-lines.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** C6. The row was moved after it had been cut. */
export const cutoffMoved = defineTemplate({
  about: 'notice',
  data: z.strictObject({ ...ofRelease, ...toldRequests }),
  fromNote: requestsFromNote,
});

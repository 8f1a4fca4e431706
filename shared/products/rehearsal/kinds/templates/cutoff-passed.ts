import { z } from 'zod';
import { ofRelease } from '#products/rehearsal/domain/mail/carried.ts';
import { requestsFromNote, toldRequests } from '#products/rehearsal/domain/mail/release-lines.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** C4. How the cut went. */
export const cutoffPassed = defineTemplate({
  about: 'notice',
  urgent: true,
  data: z.strictObject({ ...ofRelease, ...toldRequests }),
  fromNote: requestsFromNote,
});

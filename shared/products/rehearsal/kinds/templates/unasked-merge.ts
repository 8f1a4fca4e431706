import { z } from 'zod';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** N5. Nobody had even asked for a rehearsal. */
export const unaskedMerge = defineTemplate({
  about: 'notice',
  urgent: true,
  data: z.strictObject({ /** `owner/repository#12`, at which commit. */ pullRequest: z.string(), sha: z.string() }),
  fromNote: (note) => {
    const [, pullRequest = note, sha = ''] = /^(.*) at (\w+)$/.exec(note) ?? [];
    return { pullRequest, sha };
  },
});

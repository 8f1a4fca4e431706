import { z } from 'zod';
import { minuteIn } from '#contexts/telling/domain/note.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** B9. */
export const agentSilent = defineTemplate({
  about: 'notice',
  urgent: true,
  alarm: true,
  data: z.strictObject({ backend: z.string(), /** Left out: it has never reported. */ since: z.int().exactOptional() }),
  fromNote: (note) => {
    const since = minuteIn(note);
    return { backend: note.split(' ', 1).join(''), ...(since === undefined ? {} : { since }) };
  },
});

import { z } from 'zod';
import { minuteIn } from '#contexts/telling/domain/note.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** B9. No alarm any more. */
export const agentBack = defineTemplate({
  about: 'notice',
  alarm: true,
  data: z.strictObject({ backend: z.string(), /** From when it was silent. */ since: z.int() }),
  fromNote: (note) => ({ backend: note.split(' ', 1).join(''), since: minuteIn(note) }),
});

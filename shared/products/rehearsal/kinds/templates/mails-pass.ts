import { z } from 'zod';
import { minuteIn } from '#contexts/telling/domain/note.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** N1. It takes them again. */
export const mailsPass = defineTemplate({
  about: 'notice',
  alarm: true,
  data: z.strictObject({ /** When the first was refused. */ since: z.int() }),
  fromNote: (note) => ({ since: minuteIn(note) }),
});

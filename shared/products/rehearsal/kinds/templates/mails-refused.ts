import { z } from 'zod';
import { minuteIn } from '#contexts/telling/domain/note.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** N1. The mail server says no. */
export const mailsRefused = defineTemplate({
  about: 'notice',
  urgent: true,
  alarm: true,
  data: z.strictObject({
    count: z.int(),
    /** There may be more. */
    isLeast: z.boolean(),
    since: z.int(),
    /** What the server said to the newest. */
    said: z.string(),
  }),
  fromNote: (note) => {
    const [first = '', ...said] = note.split('\n');
    return { count: Number.parseInt(first, 10), isLeast: first.includes(' or more '), since: minuteIn(first), said: said.join('\n') };
  },
});

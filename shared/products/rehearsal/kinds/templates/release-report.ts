import { z } from 'zod';
import { ofRelease } from '#products/rehearsal/domain/mail/carried.ts';
import { linesOfNote } from '#contexts/telling/domain/note.ts';
import { someFrom, someLines } from '#products/rehearsal/domain/mail/release-lines.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

const counts = z.strictObject({ ready: z.int(), missed: z.int(), blocking: z.int(), breaches: z.int() });

/** C5. For the release team. */
export const releaseReport = defineTemplate({
  about: 'notice',
  urgent: true,
  data: z.strictObject({
    ...ofRelease,
    /** Version of the release's report. */
    report: z.int(),
    counts,
    blocking: someLines,
    missed: someLines,
    ready: someLines,
    /** S4. */
    breaches: someLines,
  }),
  fromNote: (note) => {
    const [first = '', ...lines] = linesOfNote(note);
    const [ready = 0, missed = 0, blocking = 0, breaches = 0] = (first.match(/\d+/g) ?? []).map(Number);
    const part = (name: string): string[] => {
      const start = lines.indexOf(`# ${name}`);
      const end = lines.findIndex((line, n) => n > start && line.startsWith('# '));
      return start === -1 ? [] : lines.slice(start + 1, end === -1 ? undefined : end);
    };
    return {
      report: 1,
      counts: { ready, missed, blocking, breaches },
      blocking: someFrom(part('Blocking')),
      missed: someFrom(part('Missed')),
      ready: someFrom(part('Ready')),
      breaches: someFrom(part('Breaches')),
    };
  },
});

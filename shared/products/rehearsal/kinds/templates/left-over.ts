import { z } from 'zod';
import { ofRelease } from '#products/rehearsal/domain/mail/carried.ts';
import { linesOfNote } from '#contexts/telling/domain/note.ts';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** A6. Its files are still there thirty days after its release. */
export const leftOver = defineTemplate({
  about: 'request',
  onlyInRelease: true,
  data: z.strictObject({ ...ofRelease, files: z.array(z.string()) }),
  fromNote: (note) => ({ files: linesOfNote(note) }),
});

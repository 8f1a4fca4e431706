import { z } from 'zod';
import { defineTemplate } from '#products/rehearsal/kinds/templates/define.ts';

/** B5. Promised work was given up. */
export const deadLetters = defineTemplate({
  about: 'notice',
  urgent: true,
  alarm: true,
  data: z.strictObject({
    count: z.int(),
    /** There may be more. */
    isLeast: z.boolean(),
    kinds: z.array(z.strictObject({ kind: z.string(), count: z.int() })),
    /** Some of them, one by one. */
    letters: z.array(z.strictObject({ key: z.string(), attempts: z.int(), cause: z.string() })),
    isCut: z.boolean(),
  }),
  fromNote: (note) => {
    const [first = '', ...lines] = note.split('\n');
    const [, count = '0', more, kinds = ''] = /^(\d+)( or more)? in all: (.*)\.$/.exec(first) ?? [];
    const isCut = lines.at(-1) === '…';
    return {
      count: Number(count),
      isLeast: more !== undefined,
      kinds: kinds.split(', ').flatMap(kindFrom),
      letters: lettersFrom(isCut ? lines.slice(0, -1) : lines),
      isCut,
    };
  },
});

function kindFrom(text: string): { kind: string; count: number }[] {
  const [, count, kind] = /^(\d+) (.+)$/.exec(text) ?? [];
  return kind === undefined ? [] : [{ kind, count: Number(count) }];
}

/** A cause may have several lines. */
function lettersFrom(lines: readonly string[]): { key: string; attempts: number; cause: string }[] {
  const letters: { key: string; attempts: number; cause: string }[] = [];
  for (const line of lines) {
    const [, key, attempts, cause = ''] = /^(\S+) after (\d+) attempts: (.*)$/.exec(line) ?? [];
    const last = letters.at(-1);
    if (key !== undefined) letters.push({ key, attempts: Number(attempts), cause });
    else if (last !== undefined) last.cause += `\n${line}`;
  }
  return letters;
}

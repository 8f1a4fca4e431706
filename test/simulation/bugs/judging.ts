import type { Bug } from './bug.ts';

/** R7, R8: what a job printed is taken for what it was to print. */
export const judgingBugs: readonly Bug[] = [
  {
    name: 'unread-count-is-zero',
    town: { requests: 3, on: { bad_run: true } },
    file: 'shared/contexts/verdict/domain/comparison.ts',
    find: "  if (unreadable.count > 0) return { expected: entry, state: 'unreadable', actual: unreadable };\n",
    replace: '',
    why: 'a count that is there and cannot be read is taken for one that is not there',
    also: [
      {
        file: 'shared/contexts/verdict/domain/comparison.ts',
        find: "  if (mentioned.count > 0) return { expected: entry, state: 'unreadable', actual: mentioned };\n",
        replace: '',
      },
    ],
  },
  {
    name: 'wrong-count-passes',
    town: { requests: 3, on: { bad_run: true } },
    file: 'shared/contexts/verdict/domain/comparison.ts',
    find: "  if (off.count > 0) return { expected: entry, state: 'differs', actual: off };\n",
    replace: '',
    why: 'a number that was read and is not the one that was promised counts for nothing',
  },
  {
    name: 'colours-hide-the-label',
    town: { requests: 3, on: { bad_run: true } },
    file: 'shared/contexts/intake/domain/reading/plain.ts',
    find: 'return blanked(withoutColours(unescaped(withoutColours(line)))).trim();',
    replace: 'return line.trim();',
    also: [
      {
        file: 'shared/contexts/intake/domain/reading/plain.ts',
        find: String.raw`return text.replace(invisible, ' ').replace(blanks, ' ').replace(breaks, '\t').replace(controls, ' ').trim();`,
        replace: 'return line.trim();',
      },
    ],
    why: 'a count in red is no count',
  },
  {
    name: 'first-group-is-the-number',
    town: { requests: 3, on: { bad_run: true }, pipelines: false },
    file: 'shared/contexts/intake/domain/reading/number.ts',
    find: "const value = Number(signed.replaceAll(/[, '’_]/g, ''));",
    replace: "const value = Number(signed.split(/[, '’_]/)[0]);",
    why: 'of 1,204 only the 1 is read, and few are allowed',
  },
];

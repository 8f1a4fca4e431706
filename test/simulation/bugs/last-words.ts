import type { Bug } from './bug.ts';

/** A5: who hears that a verdict is taken back. */
export const lastWordBugs: readonly Bug[] = [
  {
    name: 'undone-told-to-the-contributor-alone',
    town: { requests: 3, on: { withdraw: true } },
    file: 'shared/products/rehearsal/domain/react/undone.ts',
    find: "...(undone.length > 0 ? ['contributor'] : []), ...told]",
    replace: "...(undone.length > 0 ? ['contributor'] : [])]",
    why: 'the release team keeps a mail that says approved',
  },
  {
    name: 'undone-not-told-to-the-contributor',
    town: { requests: 3, on: { withdraw: true } },
    file: 'shared/products/rehearsal/domain/react/undone.ts',
    find: "...(undone.length > 0 ? ['contributor'] : [])",
    replace: "...(halves.length > 0 ? ['contributor'] : [])",
    why: 'who asked for the test goes on believing how it ended',
  },
];

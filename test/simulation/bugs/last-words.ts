import type { Bug } from './bug.ts';

/** A5: who hears that a verdict is taken back. */
export const lastWordBugs: readonly Bug[] = [
  {
    name: 'undone-told-to-the-contributor-alone',
    town: { requests: 3, on: { withdraw: true } },
    file: 'shared/domain/request/react/undone.ts',
    find: "...(undone.length > 0 ? ['contributor'] : []), ...told]",
    replace: "...(undone.length > 0 ? ['contributor'] : [])]",
    why: 'the release team keeps a mail that says approved',
  },
  {
    name: 'undone-not-told-to-the-contributor',
    town: { requests: 3, on: { withdraw: true } },
    file: 'shared/domain/request/react/undone.ts',
    find: "...(undone.length > 0 ? ['contributor'] : [])",
    replace: "...(halves.length > 0 ? ['contributor'] : [])",
    why: 'who asked for the test goes on believing how it ended',
  },
  {
    name: 'second-look-left-out',
    town: { requests: 3 },
    file: 'shared/application/update-pull-request.ts',
    find: "if (isSame(requests, (await seeRequests(system, change)).requests)) return { result: 'done' };",
    replace: "return { result: 'done' };",
    why: 'a worker that slept writes what was true when it fell asleep, and that stays',
    also: [
      {
        file: 'shared/application/update-pull-request.ts',
        find: "told.result === 'done' && attempt > 1 ?",
        replace: "told.result === 'done' && attempt > 99 ?",
      },
    ],
  },
];

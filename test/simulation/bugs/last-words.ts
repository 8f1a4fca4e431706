import type { Bug } from './bug.ts';

/** N5: who has the last word on a pull request. */
export const lastWordBugs: readonly Bug[] = [
  {
    name: 'second-look-left-out',
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

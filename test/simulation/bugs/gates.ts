import type { Bug } from './bug.ts';

/** G9, G10: gates that fall after they have passed, and bases that change. */
export const gateBugs: readonly Bug[] = [
  {
    name: 'fallen-gates-decide-nothing',
    file: 'shared/products/rehearsal/domain/fallen.ts',
    find: 'const seen = openGates(state, looked.gates);',
    replace: 'const seen = [];',
    why: 'what was just seen to have fallen keeps nobody from accepting, launching or approving',
  },
  {
    name: 'run-begun-without-a-look',
    file: 'shared/products/rehearsal/app/operation/requests/run.ts',
    find: 'const held = await unlessGatesHold();',
    replace: 'const held = undefined;',
    why: 'a job starts on a pull request that was closed meanwhile',
  },
  {
    name: 'turn-begun-without-a-look',
    file: 'shared/products/rehearsal/app/operation/requests/test-ref.ts',
    find: '(await unlessGatesHold()) ?? op',
    replace: 'op',
    why: 'a commit whose checks are red is put on the backend',
  },
];

import type { Bug } from './bug.ts';

/** G9, G10: gates that fall after they have passed, and bases that change. */
export const gateBugs: readonly Bug[] = [
  {
    name: 'fallen-gates-decide-nothing',
    file: 'shared/domain/request/fallen.ts',
    find: 'const seen = openGates(state, looked.gates);',
    replace: 'const seen = [];',
    why: 'what was just seen to have fallen keeps nobody from accepting, launching or approving',
  },
  {
    name: 'another-commit-decides',
    file: 'shared/domain/request/fallen.ts',
    find: 'if (looked.headSha !== state.headSha || hasOtherBase(state.base, looked.base))',
    replace: 'if (looked.headSha === undefined)',
    why: 'a push whose event has not come yet changes nothing for whoever decides',
  },
  {
    name: 'any-base-will-do',
    file: 'shared/domain/pull-request/base.ts',
    find: 'one.ref !== other.ref;',
    replace: "one.ref === '';",
    why: 'what was tested for one branch is approved for another',
  },
  {
    name: 'run-begun-without-a-look',
    file: 'shared/application/run-job.ts',
    find: 'const instead = await unlessGatesHold(system, codeHost, work);',
    replace: 'const instead = undefined;',
    why: 'a job starts on a pull request that was closed meanwhile',
  },
  {
    name: 'turn-begun-without-a-look',
    file: 'shared/application/deploy-step.ts',
    find: 'const instead = await unlessGatesHold(system, tools.codeHost, work);',
    replace: 'const instead = undefined;',
    why: 'a commit whose checks are red is put on the backend',
  },
];

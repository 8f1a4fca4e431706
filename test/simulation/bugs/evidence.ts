import type { Bug } from './bug.ts';

/** R14, G10, G11: what ran, for which merge, and whose it is. */
export const evidenceBugs: readonly Bug[] = [
  {
    name: 'wrong-version-runs-again-there',
    town: { requests: 3, on: { bad_run: true, misuse: true } },
    file: 'shared/domain/request/decide/run.ts',
    find: "if (draft.state.turn?.state === 'deployed')\n    draft.record({ fact: 'version_lost'",
    replace: "if (draft.state.turn?.state === 'granted')\n    draft.record({ fact: 'version_lost'",
    why: 'what was found to be forged is tried again where it lies, and not deployed anew',
  },
  {
    name: 'any-base-will-do',
    town: { requests: 3, on: { push: true } },
    file: 'shared/domain/pull-request/base.ts',
    find: 'return one !== undefined && other !== undefined && one.ref !== other.ref;',
    replace: "return one?.ref === '';",
    why: 'what ran on one branch is approved for another',
  },
  {
    name: 'whoever-opened-it-decides',
    town: { requests: 3 },
    file: 'shared/domain/request/authors.ts',
    find: 'return authors.people.includes(person.id) || (login !== undefined && authors.logins.includes(login));',
    replace: 'return false;',
    why: 'only who sent the form counts as author, and an admin lets somebody else send it',
  },
];

import type { Bug } from './bug.ts';

/** R14, G10, G11: what ran, for which merge, and whose it is. */
export const evidenceBugs: readonly Bug[] = [
  {
    name: 'wrong-version-runs-again-there',
    town: { requests: 3, on: { bad_run: true, misuse: true } },
    file: 'shared/products/rehearsal/domain/decide/run.ts',
    find: "if (draft.state.turn?.state === 'deployed')\n    draft.record({ fact: 'version_lost'",
    replace: "if (draft.state.turn?.state === 'granted')\n    draft.record({ fact: 'version_lost'",
    why: 'what was found to be forged is tried again where it lies, and not deployed anew',
  },
  {
    name: 'any-base-will-do',
    town: { requests: 3, on: { push: true } },
    file: 'shared/contexts/gates/domain/pull-request/base.ts',
    find: 'return one !== undefined && other !== undefined && one.ref !== other.ref;',
    replace: "return one?.ref === '';",
    why: 'what ran on one branch is approved for another',
  },
  {
    name: 'whoever-opened-it-decides',
    town: { requests: 3 },
    file: 'shared/contexts/gates/domain/authors.ts',
    find: 'return authors.people.includes(person.id) || (login !== undefined && authors.logins.includes(login));',
    replace: 'return false;',
    why: 'only who sent the form counts as author, and an admin lets somebody else send it',
  },
  {
    name: 'any-file-goes-on',
    town: { requests: 3, on: { push: true } },
    file: 'shared/products/rehearsal/domain/earlier.ts',
    find: 'return same ? { counts: true, why, run } : { counts: false, why };',
    replace: "return same || why !== '' ? { counts: true, why, run } : { counts: false, why };",
    why: 'it was the same job a minute ago, at the pull request before',
  },
  {
    name: 'old-pull-request-says-nothing',
    town: { requests: 3, on: { push: true } },
    file: 'shared/products/rehearsal/domain/react/continued.ts',
    find: 'return [...leftBehind(after), ',
    replace: 'return [...leftBehind(after).slice(1), ',
    why: 'whoever reads the old pull request never hears of the new one',
  },
  {
    name: 'both-go-on',
    town: { requests: 3, on: { push: true } },
    file: 'shared/products/rehearsal/app/continue-request.ts',
    find: 'return change(system, tx, newer, giveWay);',
    replace: "return { outcome: 'saved', state };",
    why: 'the request that gives way is told that it has, and goes on',
  },
  {
    name: 'age-is-lost-on-the-way',
    town: { requests: 3, on: { push: true } },
    file: 'shared/products/rehearsal/domain/continued.ts',
    find: '    ...kept,\n    submission:',
    replace: '    ...kept,\n    submittedAt: at,\n    submission:',
    why: 'it is new at this pull request',
  },
];

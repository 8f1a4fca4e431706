import type { Bug } from './bug.ts';

/** A3, A5, A7, N5: the pull request and its merge. */
export const mergeBugs: readonly Bug[] = [
  {
    name: 'merge-whatever-is-there',
    town: { requests: 3, on: { push: true }, settings: { mergeOnApproval: true } },
    file: 'shared/products/rehearsal/app/merge-pull-request.ts',
    find: 'const made = await codeHost.merge(change, sha, how);',
    replace:
      "const head = await codeHost.readHead(change);\n  const made = await codeHost.merge(change, 'headSha' in head ? head.headSha : sha, how);",
    why: 'the branch is merged as it is now, and not as it was tested',
  },
  {
    name: 'merge-before-it-is-on-record',
    file: 'shared/products/rehearsal/app/merge-pull-request.ts',
    find: "if (merge.state === 'begun') return ask(system, codeHost, merging);",
    replace: "if (merge.state === 'begun' || merge.state === 'wanted') return ask(system, codeHost, merging);",
    why: 'a verdict is undone while the host is asked',
  },
  {
    name: 'untested-merge-passes',
    file: 'shared/products/rehearsal/domain/decide/merge.ts',
    find: 'tested: ours || command.testedElsewhere === true, at });',
    replace: 'tested: ours || sha.length > 0, at });',
    why: 'somebody merges what was not tested, and all looks well',
  },
  {
    name: 'undone-though-merged',
    town: { requests: 3, on: { withdraw: true }, settings: { mergeOnApproval: true } },
    file: 'shared/products/rehearsal/domain/decide/undo.ts',
    find: 'if (isIrreversible(draft.state.merge)) return',
    replace: "if (isIrreversible(draft.state.merge) && question.kind !== 'verdict') return",
    why: 'the approval of what is merged is taken back',
  },
  {
    name: 'one-admin-is-enough',
    town: { settings: { twoAdmins: true } },
    file: 'shared/products/rehearsal/domain/two-admins.ts',
    find: 'return twoAdminRoles.includes(role);',
    replace: "return twoAdminRoles.includes(role) && role === 'other';",
    why: 'a migration needs two, and is approved by one',
  },
  {
    name: 'event-signature-not-checked',
    town: { requests: 3, on: { push: true, misuse: true } },
    file: 'shared/doors/verify-hub-signature.ts',
    find: 'return matches.length > 0 ? { ok: true }',
    replace: 'return matches.length >= 0 ? { ok: true }',
    why: 'anybody rings in the name of the code host',
  },
  {
    name: 'operator-token-not-checked',
    file: 'functions/serve-api/call.ts',
    find: 'await door.callerOf(headers.authorization)',
    replace: "await door.callerOf('Bearer the token of an operator')",
    why: 'whoever finds the door of programs is an operator',
  },
];

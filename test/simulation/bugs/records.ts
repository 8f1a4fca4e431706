import type { Bug } from './bug.ts';

/** I2, Z1, Z4: what came in is there once, and the timeline tells all of it. */
export const recordBugs: readonly Bug[] = [
  {
    name: 'dedup-dropped',
    file: 'shared/products/rehearsal/app/submit-request.ts',
    find: 'id: submitting.deliveryId } as const;',
    replace: 'id: submitting.requestId } as const;',
    why: 'the form that is posted twice makes two requests',
  },
  {
    name: 'id-reused-for-other-bytes',
    file: 'shared/products/rehearsal/app/submit-request.ts',
    find: 'return known.bodyHash === submitting.bodyHash\n',
    replace: "return known.bodyHash !== ''\n",
    why: 'the second of two different forms is answered with the first, and lost',
  },
  {
    name: 'version-skipped',
    file: 'shared/kernel/app/handle.ts',
    find: 'version: before.version + 1 };',
    replace: "version: before.version + (command.command === 'grant_turn' ? 2 : 1) };",
    why: 'a number too many, and nobody can tell a gap from a lost entry',
  },
  {
    name: 'fact-not-on-the-timeline',
    file: 'shared/kernel/app/handle.ts',
    find: 'command: name, facts, ...asked',
    replace: "command: name, facts: facts.filter(({ fact }) => fact !== 'clock_stopped'), ...asked",
    why: 'such a small fact is not worth an entry',
  },
  {
    name: 'change-without-a-fact',
    file: 'shared/kernel/app/handle.ts',
    find: "const state: T['State'] = { ...decision.state, version: before",
    replace:
      "const since = command.command === 'grant_turn' ? { queuedSince: command.at } : {};\n  const state: T['State'] = { ...decision.state, ...since, version: before",
    why: 'a field is put right on the way, past the timeline',
  },
  {
    name: 'late-news-of-an-old-state',
    file: 'shared/kernel/app/handle.ts',
    find: "return document === undefined ? undefined : change(kernel, tx, stored, document, make(tx.now(), document.state as T['State']));",
    replace:
      'if (document === undefined) return undefined;\n' +
      '    const known = lastSeen.get(kernel.store) ?? new Map();\n' +
      '    const seen = known.get(id) ?? document;\n' +
      '    lastSeen.set(kernel.store, known.set(id, document));\n' +
      '    const { version } = document.state;\n' +
      '    const old = seen.state.version + 3 < version ? { ...seen, version, state: { ...seen.state, version } } : document;\n' +
      '    return change(kernel, tx, stored, old, make(tx.now(), old.state));',
    why: 'what was read a moment ago will still be true',
    also: [
      {
        file: 'shared/kernel/app/handle.ts',
        find: 'const REMEMBERED = 32;',
        replace: 'const REMEMBERED = 32;\n\nconst lastSeen = new WeakMap();',
      },
    ],
  },
];

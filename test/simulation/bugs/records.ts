import type { Bug } from './bug.ts';

/** I2, Z1, Z4: what came in is there once, and the timeline tells all of it. */
export const recordBugs: readonly Bug[] = [
  {
    name: 'dedup-dropped',
    file: 'shared/application/submit-request.ts',
    find: 'id: submitting.deliveryId } as const;',
    replace: 'id: submitting.requestId } as const;',
    why: 'the form that is posted twice makes two requests',
  },
  {
    name: 'id-reused-for-other-bytes',
    file: 'shared/application/submit-request.ts',
    find: 'return known.bodyHash === submitting.bodyHash\n',
    replace: "return known.bodyHash !== ''\n",
    why: 'the second of two different forms is answered with the first, and lost',
  },
  {
    name: 'version-skipped',
    file: 'shared/application/requests.ts',
    find: 'version: before.version + 1 };',
    replace: "version: before.version + (command.command === 'grant_turn' ? 2 : 1) };",
    why: 'a number too many, and nobody can tell a gap from a lost entry',
  },
  {
    name: 'fact-not-on-the-timeline',
    file: 'shared/application/requests.ts',
    find: 'command: name, facts, ...asked',
    replace: "command: name, facts: facts.filter(({ fact }) => fact !== 'clock_stopped'), ...asked",
    why: 'such a small fact is not worth an entry',
  },
  {
    name: 'change-without-a-fact',
    file: 'shared/application/requests.ts',
    find: 'const state = { ...decision.state, version: before',
    replace:
      "const since = command.command === 'grant_turn' ? { queuedSince: command.at } : {};\n  const state = { ...decision.state, ...since, version: before",
    why: 'a field is put right on the way, past the timeline',
  },
  {
    name: 'late-news-of-an-old-state',
    file: 'shared/application/requests.ts',
    find: 'return document === undefined ? undefined : change(system, tx, document, make(tx.now(), document.state));',
    replace:
      'if (document === undefined) return undefined;\n' +
      '    const known = lastSeen.get(system) ?? new Map<string, RequestDocument>();\n' +
      '    const seen = known.get(requestId) ?? document;\n' +
      '    lastSeen.set(system, known.set(requestId, document));\n' +
      '    const { version } = document;\n' +
      '    const old = seen.version + 3 < version ? { ...seen, version, state: { ...seen.state, version } } : document;\n' +
      '    return change(system, tx, old, make(tx.now(), old.state));',
    why: 'what was read a moment ago will still be true',
    also: [
      {
        file: 'shared/application/requests.ts',
        find: 'export type { Change };',
        replace: 'const lastSeen = new WeakMap<System, Map<string, RequestDocument>>();\n\nexport type { Change };',
      },
    ],
  },
];

import type { Bug } from './bug.ts';

/** Z1, Z2, B6: what was promised is saved with its cause, done once, and not forgotten. */
export const effectBugs: readonly Bug[] = [
  {
    name: 'lease-skipped',
    file: 'shared/kernel/app/perform.ts',
    find: 'entry.leaseUntil ?? 0) - now',
    replace: '0) - now',
    why: 'a task that comes twice at once is performed twice at once',
  },
  {
    name: 'lease-of-another-ignored',
    file: 'shared/kernel/app/perform.ts',
    find: "if (entry?.leaseToken !== work.token || entry.state !== 'leased') return undefined;",
    replace: 'if (entry === undefined) return undefined;',
    why: 'a worker that lost its lease has the last word all the same',
  },
  {
    name: 'done-effect-performed-again',
    file: 'shared/kernel/app/perform.ts',
    find: 'entry === undefined || !entry.open || entry.kind',
    replace: 'entry === undefined || entry.kind',
    why: 'the queue will not deliver a finished task again, will it',
  },
  {
    name: 'effect-dropped-from-its-commit',
    file: 'shared/kernel/app/handle.ts',
    find: '  const effects = wanted.map(',
    replace: '  const effects = wanted.slice(0, 2).map(',
    why: 'nobody asks for more than two things at once',
  },
  {
    name: 'effect-not-on-the-record',
    file: 'shared/kernel/outbox.ts',
    find: 'entries.filter(({ dispatches }) => dispatches > 0)',
    replace: 'entries.filter(({ dispatches }) => dispatches > 0).slice(0, 3)',
    why: 'the record is for reading, and nobody reads that far',
  },
  {
    name: 'enqueue-before-commit',
    file: 'shared/kernel/app/handle.ts',
    find: "  for (const effect of effects) tx.create({ collection: 'outbox', id: effect.key }, effect);\n",
    replace:
      '  for (const effect of effects) {\n' +
      "    void import('#kernel/app/dispatch.ts').then(({ dispatch }) => dispatch(kernel, effect)).catch(() => undefined);\n" +
      "    tx.create({ collection: 'outbox', id: effect.key }, effect);\n  }\n",
    why: 'why wait for the event when the task can be made here, inside the transaction that may yet fail',
  },
  {
    name: 'effect-enqueued-not-kept',
    file: 'shared/kernel/app/handle.ts',
    find: "  for (const effect of effects) tx.create({ collection: 'outbox', id: effect.key }, effect);\n",
    replace:
      '  for (const effect of effects)\n' +
      "    if (effect.kind !== 'update_sheet') tx.create({ collection: 'outbox', id: effect.key }, effect);\n" +
      "    else void import('#kernel/app/dispatch.ts').then(({ dispatch }) => dispatch(kernel, effect)).catch(() => undefined);\n",
    why: 'the row is written straight from the commit, with nothing left behind that promises it',
  },
  {
    name: 'sweep-forgets-the-dead',
    file: 'shared/kernel/app/sweep.ts',
    find: 'if (known === undefined || !known.open || known.sweepAt > now) return undefined;',
    replace: "if (known === undefined || known.state !== 'waiting' || known.sweepAt > now) return undefined;",
    why: 'an effect whose worker died under its lease looks as if it were in good hands',
  },
  {
    name: 'sweep-reuses-the-name',
    file: 'shared/kernel/app/sweep.ts',
    find: '...released(known), dispatches: known.dispatches + 1, sweepAt',
    replace: '...released(known), dispatches: Math.max(1, known.dispatches), sweepAt',
    why: 'the queue remembers the name of the task that it lost, and refuses the new one',
  },
  {
    name: 'sweep-finds-nothing',
    file: 'shared/kernel/app/sweep.ts',
    find: 'await overdue(kernel, now, after);',
    replace: 'await overdue(kernel, 0, after);',
    why: 'the sweep runs, finds nothing and says that all is well',
  },
  {
    name: 'looks-counted-as-failures',
    file: 'shared/kernel/app/perform.ts',
    find: 'dispatches: rest.dispatches + 1, attempts: 0 };',
    replace: 'dispatches: rest.dispatches + 1 };',
    why: 'a poll that has to look often is taken for one that cannot succeed',
  },
];

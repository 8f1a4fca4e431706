import type { Bug } from './bug.ts';

const ours = { settings: { pipelines: 'local' } } as const;
const theirs = { settings: { pipelines: 'backup' } } as const;

/** B7, Q3: slots of pools, and who has a backend alone. */
export const sharedUseBugs: readonly Bug[] = [
  {
    name: 'slot-not-taken',
    town: ours,
    file: 'shared/contexts/backends/app/slots.ts',
    find: 'return { slots: keep(tx, open, take(open.slots, rules.pools, { ...taken, since: now, ...expected })) };',
    replace: 'return { slots: { ...open, slots: take(open.slots, rules.pools, { ...taken, since: now, ...expected }) } };',
    why: 'the room was looked at, and that seems to be enough',
  },
  {
    name: 'slot-kept-for-ever',
    town: ours,
    file: 'shared/products/pipelines/app/stored-jobs.ts',
    find: '    giveBack(tx, slots, id);\n',
    replace: '',
    why: 'whoever sweeps gives back what nobody needs',
  },
  {
    name: 'slot-given-back-when-asked-to-stop',
    town: ours,
    file: 'shared/products/pipelines/domain/job/commands.ts',
    find: "    draft.record({ fact: 'attempt_stopping', attempt: job.attempt.n, why, at });",
    replace: "    draft.record({ fact: 'attempt_over', attempt: job.attempt.n, at });",
    why: 'what was asked to stop has stopped',
    also: [
      {
        file: 'shared/products/pipelines/app/stored-jobs.ts',
        find: 'if (job === undefined || operation === undefined || job.state.attempt === undefined) return job;',
        replace: 'if (job === undefined || job.state.attempt === undefined) return job;',
      },
      {
        file: 'shared/products/pipelines/app/stored-jobs.ts',
        find: '{ operation }: About = {}',
        replace: '_about: About = {}',
      },
    ],
  },
  {
    name: 'one-job-gives-back-all',
    town: ours,
    file: 'shared/contexts/backends/domain/slots.ts',
    find: 'slots.holders.filter((one) => one.holder !== holder);',
    replace: 'slots.holders.filter((one) => one.workspace !== slots.holders.find((own) => own.holder === holder)?.workspace);',
    why: 'slots are the workspace’s, and it has ended something',
  },
  {
    name: 'heavy-counts-as-one',
    town: ours,
    file: 'shared/contexts/backends/domain/slots.ts',
    find: 'rooms.set(pool, { size, used: used + weight, free: Math.max(0, size - used - weight) });',
    replace: 'rooms.set(pool, { size, used: used + 1, free: Math.max(0, size - used - 1) });',
    why: 'one holder is one slot',
  },
  {
    name: 'shared-although-leased',
    town: { requests: 2, ...ours },
    file: 'shared/contexts/backends/app/slots.ts',
    find: '  if (backend.lease !== undefined) return',
    replace: '  if (backend.lease !== undefined && backend.lease.fencing === 0) return',
    why: 'there is room in the pool, whoever has the backend',
    also: [
      {
        file: 'shared/products/pipelines/app/start-jobs.ts',
        find: 'if (rules === undefined || backend.lease !== undefined) return { starts: [] };',
        replace: 'if (rules === undefined) return { starts: [] };',
      },
      {
        file: 'shared/contexts/backends/domain/standing.ts',
        find: '  if (lease !== undefined)\n',
        replace: '  if (lease !== undefined && lease.fencing === 0)\n',
      },
    ],
  },
  {
    name: 'alone-although-shared',
    town: { requests: 2, ...theirs },
    file: 'shared/contexts/backends/app/slots.ts',
    find: 'if (open.slots.holders.length === 0) return true;',
    replace: 'if (open.slots.holders.length <= 1) return true;',
    why: 'one action that runs disturbs nobody',
  },
];
